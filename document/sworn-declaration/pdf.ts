import type { DeclaredInput, SwornDeclaration } from '../../domain/cost-sheet/sworn-declaration.ts';
import { countryName } from '../../domain/identifier/country.ts';
import { ink } from '../form/palette.ts';
import {
  linesWithin,
  makePaper,
  type Paper,
  textEndingAt,
  turnPage,
  writePaper,
} from '../paper.ts';
import { pageSize, type TextStyle } from '../pdf/canvas.ts';

const margin = 45;
const right = pageSize.width - margin;
const top = 60;
const bottom = pageSize.height - 70;
const rule = { width: 0.6, colour: ink };
const plain: TextStyle = { size: 8.5, weight: 'regular', colour: ink };
const strong: TextStyle = { size: 8.5, weight: 'bold', colour: ink };
const title: TextStyle = { size: 14, weight: 'bold', colour: ink };
const columns = { description: margin, hs: 290, country: 350, dollars: 480, percent: right };

function flow(paper: Paper, text: string, style: TextStyle, x = margin, edge = right): void {
  for (const line of linesWithin(paper, text, style, edge - x)) {
    if (paper.y > bottom) turnPage(paper, top);
    paper.canvas.text(line, x, paper.y, style);
    paper.y += style.size * 1.45;
  }
}

const figure = (paper: Paper, text: string, edge: number, style: TextStyle) =>
  textEndingAt(paper, text, edge, paper.y, style);

function input(paper: Paper, { description, hs, country, dollars, percent }: DeclaredInput): void {
  if (paper.y > bottom - 30) turnPage(paper, top);
  const { canvas, y } = paper;
  const name = country === null ? 'undetermined' : (countryName(country) ?? country);
  canvas.text(hs, columns.hs, y, plain);
  figure(paper, dollars, columns.dollars, plain);
  figure(paper, percent, columns.percent, plain);
  const page = paper.pages.length;
  flow(paper, name, plain, columns.country, columns.dollars - 55);
  const below = paper.pages.length === page ? paper.y : y;
  if (paper.pages.length === page) paper.y = y;
  flow(paper, description, plain, columns.description, columns.hs - 8);
  paper.y = Math.max(paper.y, paper.pages.length === page ? below : 0) + 3;
}

function head(paper: Paper): void {
  if (paper.y > bottom - 40) turnPage(paper, top);
  const { canvas, y } = paper;
  canvas.text('Input', columns.description, y, strong);
  canvas.text('HS code', columns.hs, y, strong);
  canvas.text('Origin', columns.country, y, strong);
  figure(paper, 'CIF value, USD', columns.dollars, strong);
  figure(paper, '% of FOB', columns.percent, strong);
  canvas.line({ x: margin, y: y + 4 }, { x: right, y: y + 4 }, rule);
  paper.y += 16;
}

const inUnit = (unit: string) => (unit === 'shipment' ? 'one shipment' : `one ${unit}`);

function draw(paper: Paper, declaration: SwornDeclaration): void {
  const { exporter, sheet, groups, rate } = declaration;
  flow(paper, 'Sworn declaration of the producer or exporter', title);
  flow(
    paper,
    'Preferential Trade Agreement between MERCOSUR and the Republic of India, rules of origin',
    plain,
  );
  paper.y += 8;
  flow(paper, `${exporter.name}, ${exporter.address.join(', ')} (IEC ${exporter.iec})`, strong);
  flow(
    paper,
    `Product: ${sheet.name}. Tariff code ${sheet.hsExport}. Values are for ${inUnit(sheet.unit)}.`,
    plain,
  );
  flow(paper, `FOB value, USD: ${declaration.fobDollars}`, plain);
  if (rate) {
    const words = `Rupees were brought into ${rate.currency} at ${rate.rupees} for ${rate.per}, notified on ${rate.date} (${rate.notification}).`;
    flow(paper, words, plain);
  }
  for (const group of groups) {
    paper.y += 10;
    flow(paper, group.title, strong);
    if (group.inputs.length === 0) {
      flow(paper, 'None.', plain);
      continue;
    }
    head(paper);
    for (const one of group.inputs) input(paper, one);
    figure(paper, `Together ${group.percent} %`, columns.percent, strong);
    paper.y += 14;
  }
  paper.y += 8;
  const share = `Inputs that originate neither in India nor in MERCOSUR come to ${declaration.foreignPercent} % of the FOB value. Amounts and shares in the table are cut off after two decimals.`;
  flow(paper, share, strong);
  paper.y += 12;
  flow(
    paper,
    'I declare under oath that the statements above are true and complete, that the goods were made of the inputs named and no others, and that I keep the papers that prove it.',
    plain,
  );
  if (paper.y > bottom - 60) turnPage(paper, top);
  paper.y += 45;
  paper.canvas.line({ x: margin, y: paper.y }, { x: 260, y: paper.y }, rule);
  paper.y += 12;
  flow(paper, 'Place, date, name and signature', plain);
}

/** The declaration as PDF/A-3u, with the same as JSON attached. The same input gives the same bytes. */
export function swornDeclarationPdf(declaration: SwornDeclaration): Promise<Uint8Array> {
  const paper = makePaper(top);
  draw(paper, declaration);
  const { id, version, name } = declaration.sheet;
  for (const [index, canvas] of paper.pages.entries()) {
    const words = `Cost sheet ${id}, version ${version} · drawn up ${declaration.on} · page ${index + 1} of ${paper.pages.length}`;
    canvas.text(words, margin, pageSize.height - 35, { ...plain, size: 7 });
  }
  return writePaper(
    paper,
    {
      name: 'sworn-declaration.json',
      description: 'The same declaration as data',
      type: 'application/json',
      bytes: Buffer.from(`${JSON.stringify(declaration, null, 2)}\n`),
    },
    {
      title: `Sworn declaration: ${name}`,
      subject: 'Sworn declaration, India-MERCOSUR',
      createdAt: `${declaration.on}T00:00:00.000Z`,
    },
  );
}
