import type { DeclaredInput, SwornDeclaration } from '../../domain/cost-sheet/sworn-declaration.ts';
import { countryName } from '../../domain/identifier/country.ts';
import { breakLines } from '../form/text-flow.ts';
import { type Canvas, makeCanvas, pageSize, type TextStyle } from '../pdf/canvas.ts';
import { type Lettering, makeLettering } from '../pdf/lettering.ts';
import { writePdf } from '../pdf/pdf-file.ts';
import { printable } from '../pdf/printable.ts';

const margin = 45;
const right = pageSize.width - margin;
const bottom = pageSize.height - 70;
const ink = [0.05, 0.07, 0.1] as const;
const rule = { width: 0.6, colour: ink };
const plain: TextStyle = { size: 8.5, weight: 'regular', colour: ink };
const strong: TextStyle = { size: 8.5, weight: 'bold', colour: ink };
const title: TextStyle = { size: 14, weight: 'bold', colour: ink };
const columns = { description: margin, hs: 290, country: 350, dollars: 480, percent: right };

type Pages = { lettering: Lettering; done: string[]; canvas: Canvas; y: number };

function newPage(pages: Pages): void {
  pages.done.push(pages.canvas.operators());
  pages.canvas = makeCanvas(pages.lettering);
  pages.y = 60;
}

function flow(pages: Pages, text: string, style: TextStyle, x = margin, edge = right): void {
  const { lettering } = pages;
  const bold = style.weight === 'bold';
  const paragraph = { text: printable(lettering, text), size: style.size, bold };
  for (const line of breakLines([paragraph], edge - x, 1, lettering)) {
    if (pages.y > bottom) newPage(pages);
    pages.canvas.text(line.text, x, pages.y, style);
    pages.y += style.size * 1.45;
  }
}

function figure({ canvas, lettering, y }: Pages, text: string, edge: number, style: TextStyle) {
  const width = (lettering.widthOf(text, style.weight) * style.size) / 1000;
  canvas.text(text, edge - width, y, style);
}

function input(pages: Pages, { description, hs, country, dollars, percent }: DeclaredInput): void {
  if (pages.y > bottom - 30) newPage(pages);
  const { canvas, lettering, y } = pages;
  const name = country === null ? 'undetermined' : (countryName(country) ?? country);
  canvas.text(hs, columns.hs, y, plain);
  figure(pages, dollars, columns.dollars, plain);
  figure(pages, percent, columns.percent, plain);
  const page = pages.done.length;
  flow(pages, printable(lettering, name), plain, columns.country, columns.dollars - 55);
  const below = pages.done.length === page ? pages.y : y;
  if (pages.done.length === page) pages.y = y;
  flow(pages, description, plain, columns.description, columns.hs - 8);
  pages.y = Math.max(pages.y, pages.done.length === page ? below : 0) + 3;
}

function head(pages: Pages): void {
  if (pages.y > bottom - 40) newPage(pages);
  const { canvas, y } = pages;
  canvas.text('Input', columns.description, y, strong);
  canvas.text('HS code', columns.hs, y, strong);
  canvas.text('Origin', columns.country, y, strong);
  figure(pages, 'CIF value, USD', columns.dollars, strong);
  figure(pages, '% of FOB', columns.percent, strong);
  canvas.line({ x: margin, y: y + 4 }, { x: right, y: y + 4 }, rule);
  pages.y += 16;
}

const inUnit = (unit: string) => (unit === 'shipment' ? 'one shipment' : `one ${unit}`);

function draw(pages: Pages, declaration: SwornDeclaration): void {
  const { exporter, sheet, groups, rate } = declaration;
  flow(pages, 'Sworn declaration of the producer or exporter', title);
  flow(
    pages,
    'Preferential Trade Agreement between MERCOSUR and the Republic of India, rules of origin',
    plain,
  );
  pages.y += 8;
  flow(pages, `${exporter.name}, ${exporter.address.join(', ')} (IEC ${exporter.iec})`, strong);
  flow(
    pages,
    `Product: ${sheet.name}. Tariff code ${sheet.hsExport}. Values are for ${inUnit(sheet.unit)}.`,
    plain,
  );
  flow(pages, `FOB value, USD: ${declaration.fobDollars}`, plain);
  if (rate) {
    const words = `Rupees were brought into ${rate.currency} at ${rate.rupees} for ${rate.per}, notified on ${rate.date} (${rate.notification}).`;
    flow(pages, words, plain);
  }
  for (const group of groups) {
    pages.y += 10;
    flow(pages, group.title, strong);
    if (group.inputs.length === 0) {
      flow(pages, 'None.', plain);
      continue;
    }
    head(pages);
    for (const one of group.inputs) input(pages, one);
    figure(pages, `Together ${group.percent} %`, columns.percent, strong);
    pages.y += 14;
  }
  pages.y += 8;
  const share = `Inputs that originate neither in India nor in MERCOSUR come to ${declaration.foreignPercent} % of the FOB value. Amounts and shares in the table are cut off after two decimals.`;
  flow(pages, share, strong);
  pages.y += 12;
  flow(
    pages,
    'I declare under oath that the statements above are true and complete, that the goods were made of the inputs named and no others, and that I keep the papers that prove it.',
    plain,
  );
  if (pages.y > bottom - 60) newPage(pages);
  pages.y += 45;
  pages.canvas.line({ x: margin, y: pages.y }, { x: 260, y: pages.y }, rule);
  pages.y += 12;
  flow(pages, 'Place, date, name and signature', plain);
}

/** The declaration as PDF/A-3u, with the same as JSON attached. The same input gives the same bytes. */
export function swornDeclarationPdf(declaration: SwornDeclaration): Promise<Uint8Array> {
  const lettering = makeLettering();
  const pages: Pages = { lettering, done: [], canvas: makeCanvas(lettering), y: 60 };
  draw(pages, declaration);
  const { id, version, name } = declaration.sheet;
  const all = [...pages.done, pages.canvas.operators()];
  const count = all.length;
  const numbered = all.map((operators, index) => {
    const foot = makeCanvas(lettering);
    const words = `Cost sheet ${id}, version ${version} · drawn up ${declaration.on} · page ${index + 1} of ${count}`;
    foot.text(words, margin, pageSize.height - 35, { ...plain, size: 7 });
    return { operators: `${operators}\n${foot.operators()}`, links: [] };
  });
  return writePdf({
    pages: numbered,
    fonts: lettering.alphabets(),
    images: new Map(),
    attachment: {
      name: 'sworn-declaration.json',
      description: 'The same declaration as data',
      type: 'application/json',
      bytes: Buffer.from(`${JSON.stringify(declaration, null, 2)}\n`),
    },
    description: {
      title: `Sworn declaration: ${name}`,
      author: 'eCoO',
      subject: 'Sworn declaration, India-MERCOSUR',
      createdAt: `${declaration.on}T00:00:00.000Z`,
    },
  });
}
