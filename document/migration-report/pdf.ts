import { breakLines } from '../form/text-flow.ts';
import { type Canvas, makeCanvas, pageSize, type TextStyle } from '../pdf/canvas.ts';
import { type Lettering, makeLettering } from '../pdf/lettering.ts';
import { writePdf } from '../pdf/pdf-file.ts';
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
const ink = [0.05, 0.07, 0.1] as const;
const rule = { width: 0.6, colour: ink };
const plain: TextStyle = { size: 8.5, weight: 'regular', colour: ink };
const strong: TextStyle = { size: 8.5, weight: 'bold', colour: ink };
const title: TextStyle = { size: 15, weight: 'bold', colour: ink };

type Sheet = { lettering: Lettering; pages: Canvas[]; canvas: Canvas; y: number };

function turnPage(sheet: Sheet): void {
  sheet.canvas = makeCanvas(sheet.lettering);
  sheet.pages.push(sheet.canvas);
  sheet.y = 60;
}

function write(sheet: Sheet, cells: readonly string[], style: TextStyle): void {
  if (sheet.y > bottom) turnPage(sheet);
  const wide = cells.length === 2 && (cells[1] ?? '').length > 40;
  const step = (right - margin) / (wide ? 3.4 : cells.length);
  cells.forEach((cell, index) => {
    sheet.canvas.text(printable(sheet.lettering, cell), margin + index * step, sheet.y, style);
  });
  sheet.y += leading;
}

/** Text over the whole width, on as many lines as it takes. */
function flow(sheet: Sheet, text: string): void {
  const { lettering } = sheet;
  const paragraph = { text: printable(lettering, text), size: plain.size, bold: false };
  for (const line of breakLines([paragraph], right - margin, 1, lettering)) {
    write(sheet, [line.text], plain);
  }
}

function table(sheet: Sheet, name: string, rows: readonly (readonly string[])[]): void {
  sheet.y += leading;
  // A heading alone at the foot of a page says nothing.
  if (sheet.y + 3 * leading > bottom) turnPage(sheet);
  write(sheet, [name], strong);
  rows.forEach((cells, index) => {
    write(sheet, cells, index === 0 ? strong : plain);
    const y = sheet.y - leading + 4;
    if (index === 0) sheet.canvas.line({ x: margin, y }, { x: right, y }, rule);
  });
}

/**
 * The report as PDF/A-3u with the same as JSON attached. The same report gives the same bytes.
 * `madeAt` is an instant, ISO 8601 in UTC.
 */
export function reportPdf(report: MigrationReport, madeAt: string): Promise<Uint8Array> {
  const lettering = makeLettering();
  const first = makeCanvas(lettering);
  const sheet: Sheet = { lettering, pages: [first], canvas: first, y: 60 };
  write(sheet, [reportTitle], title);
  sheet.y += 8;
  for (const line of reportHead(report)) flow(sheet, line);
  for (const { title: name, rows } of reportTables(report)) table(sheet, name, rows);
  sheet.pages.forEach((canvas, index) => {
    const text = `Page ${index + 1} of ${sheet.pages.length}`;
    canvas.text(text, margin, pageSize.height - 28, plain);
  });
  return writePdf({
    pages: sheet.pages.map((canvas) => ({ operators: canvas.operators(), links: [] })),
    fonts: lettering.alphabets(),
    images: new Map(),
    attachment: {
      name: 'report.json',
      description: 'The same report as data',
      type: 'application/json',
      bytes: Buffer.from(reportJson(report)),
    },
    description: {
      title: `${reportTitle}, batch ${report.batch.number}`,
      author: 'eCoO',
      subject: reportTitle,
      createdAt: madeAt,
    },
  });
}
