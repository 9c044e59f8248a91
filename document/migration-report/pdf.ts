import { ink } from '../form/palette.ts';
import { linesWithin, makePaper, type Paper, turnPage, writePaper } from '../paper.ts';
import { pageSize, type TextStyle } from '../pdf/canvas.ts';
import { printable } from '../pdf/printable.ts';
import {
  type MigrationReport,
  reportHead,
  reportJson,
  reportTables,
  reportTitle,
} from './report.ts';

const margin = 45;
const right = pageSize.width - margin;
const bottom = pageSize.height - 50;
const leading = 13;
const top = 60;
const rule = { width: 0.6, colour: ink };
const plain: TextStyle = { size: 8.5, weight: 'regular', colour: ink };
const strong: TextStyle = { size: 8.5, weight: 'bold', colour: ink };
const title: TextStyle = { size: 15, weight: 'bold', colour: ink };

function write(paper: Paper, cells: readonly string[], style: TextStyle): void {
  if (paper.y > bottom) turnPage(paper, top);
  const wide = cells.length === 2 && (cells[1] ?? '').length > 40;
  const step = (right - margin) / (wide ? 3.4 : cells.length);
  cells.forEach((cell, index) => {
    paper.canvas.text(printable(paper.lettering, cell), margin + index * step, paper.y, style);
  });
  paper.y += leading;
}

/** Text over the whole width, on as many lines as it takes. */
function flow(paper: Paper, text: string): void {
  for (const line of linesWithin(paper, text, plain, right - margin)) write(paper, [line], plain);
}

function table(paper: Paper, name: string, rows: readonly (readonly string[])[]): void {
  paper.y += leading;
  // A heading alone at the foot of a page says nothing.
  if (paper.y + 3 * leading > bottom) turnPage(paper, top);
  write(paper, [name], strong);
  rows.forEach((cells, index) => {
    write(paper, cells, index === 0 ? strong : plain);
    const y = paper.y - leading + 4;
    if (index === 0) paper.canvas.line({ x: margin, y }, { x: right, y }, rule);
  });
}

/**
 * The report as PDF/A-3u with the same as JSON attached. The same report gives the same bytes.
 * `madeAt` is an instant, ISO 8601 in UTC.
 */
export function reportPdf(report: MigrationReport, madeAt: string): Promise<Uint8Array> {
  const paper = makePaper(top);
  write(paper, [reportTitle], title);
  paper.y += 8;
  for (const line of reportHead(report)) flow(paper, line);
  for (const { title: name, rows } of reportTables(report)) table(paper, name, rows);
  paper.pages.forEach((canvas, index) => {
    const text = `Page ${index + 1} of ${paper.pages.length}`;
    canvas.text(text, margin, pageSize.height - 28, plain);
  });
  return writePaper(
    paper,
    {
      name: 'report.json',
      description: 'The same report as data',
      type: 'application/json',
      bytes: Buffer.from(reportJson(report)),
    },
    {
      title: `${reportTitle}, batch ${report.batch.number}`,
      subject: reportTitle,
      createdAt: madeAt,
    },
  );
}
