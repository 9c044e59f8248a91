import { indianRupees, rupeesInWords } from '../../domain/money/written-rupees.ts';
import { breakLines } from '../form/text-flow.ts';
import { type Canvas, makeCanvas, pageSize, type TextStyle } from '../pdf/canvas.ts';
import { type Lettering, makeLettering } from '../pdf/lettering.ts';
import { writePdf } from '../pdf/pdf-file.ts';
import { printable } from '../pdf/printable.ts';
import { aboutOf, closing, headings, notes, type Receipt } from './receipt.ts';

type Words = { en: string; hi: string };

const margin = 50;
const right = pageSize.width - margin;
const valueAt = 225;
const ink = [0.05, 0.07, 0.1] as const;
const faint = [0.2, 0.29, 0.4] as const;
const rule = { width: 0.8, colour: ink };
const title: TextStyle = { size: 18, weight: 'bold', colour: ink };
const heading: TextStyle = { size: 9, weight: 'regular', colour: faint };
const value: TextStyle = { size: 10, weight: 'regular', colour: ink };
const strong: TextStyle = { size: 10, weight: 'bold', colour: ink };

const both = ({ en, hi }: Words) => (en === hi ? en : `${en} · ${hi}`);
const inIndia = (at: string) =>
  new Date(Date.parse(at) + 5.5 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

type Sheet = { canvas: Canvas; lettering: Lettering; y: number };

/** Writes text from `x` to the right margin, on as many lines as it takes, and goes below it. */
function flow(sheet: Sheet, text: string, x: number, style: TextStyle): void {
  const { canvas, lettering } = sheet;
  const paragraph = {
    text: printable(lettering, text),
    size: style.size,
    bold: style.weight === 'bold',
  };
  for (const line of breakLines([paragraph], right - x, 1, lettering)) {
    canvas.text(line.text, x, sheet.y, style);
    sheet.y += style.size * 1.5;
  }
}

/** A heading in both languages with what it is about beside it. */
function field(sheet: Sheet, words: Words, text: string): void {
  sheet.canvas.text(both(words), margin, sheet.y, heading);
  flow(sheet, text, valueAt, value);
  sheet.y += 5;
}

function amount(sheet: Sheet, words: string, paise: number, style: TextStyle): void {
  const { canvas, lettering, y } = sheet;
  const figures = indianRupees(paise);
  const width = (lettering.widthOf(figures, style.weight) * style.size) / 1000;
  canvas.text(figures, right - width, y, style);
  canvas.text(words, margin, y, style);
  sheet.y += 18;
}

function line(sheet: Sheet): void {
  const { canvas, y } = sheet;
  canvas.line({ x: margin, y: y - 12 }, { x: right, y: y - 12 }, rule);
  sheet.y += 4;
}

function draw(sheet: Sheet, receipt: Receipt): void {
  const { agency, office, payer, gateway } = receipt;
  sheet.canvas.text(both(headings.title), margin, sheet.y, title);
  sheet.y += 30;
  line(sheet);
  field(sheet, headings.number, receipt.number);
  field(sheet, headings.date, inIndia(receipt.at));
  field(sheet, headings.agency, `${agency.name} (${agency.code})`);
  field(sheet, headings.office, [`${office.name} (${office.id})`, ...office.address].join(', '));
  field(sheet, headings.payer, payer.name ?? '—');
  field(sheet, headings.iec, payer.iec);
  field(sheet, headings.about, both(aboutOf(receipt)));
  if (receipt.applicationId) field(sheet, headings.application, receipt.applicationId);
  if (receipt.certificateNumber) field(sheet, headings.certificate, receipt.certificateNumber);
  if (gateway?.orderId) field(sheet, headings.order, gateway.orderId);
  if (gateway) field(sheet, headings.reference, gateway.reference);
  sheet.y += 18;
  line(sheet);
  const widest = both(headings.amount);
  const width = (sheet.lettering.widthOf(widest, heading.weight) * heading.size) / 1000;
  sheet.canvas.text(both(headings.item), margin, sheet.y, heading);
  sheet.canvas.text(widest, right - width, sheet.y, heading);
  sheet.y += 20;
  for (const one of receipt.lines) amount(sheet, both(one.words), one.paise, value);
  sheet.y += 6;
  line(sheet);
  amount(sheet, both(headings.total), receipt.totalPaise, strong);
  sheet.y += 8;
  field(sheet, headings.words, rupeesInWords(receipt.totalPaise));
  sheet.y += 14;
  for (const words of [notes[receipt.kind], closing]) {
    for (const text of [words.en, words.hi]) flow(sheet, text, margin, heading);
    sheet.y += 8;
  }
}

/**
 * The receipt as PDF/A-3u on one page, in English with Hindi headings, and as JSON attached. The
 * same receipt gives the same bytes.
 */
export function receiptPdf(receipt: Receipt): Promise<Uint8Array> {
  const lettering = makeLettering();
  const canvas = makeCanvas(lettering);
  draw({ canvas, lettering, y: 70 }, receipt);
  return writePdf({
    pages: [{ operators: canvas.operators(), links: [] }],
    fonts: lettering.alphabets(),
    images: new Map(),
    attachment: {
      name: 'receipt.json',
      description: 'The same receipt as data',
      type: 'application/json',
      bytes: Buffer.from(`${JSON.stringify(receipt, null, 2)}\n`),
    },
    description: {
      title: `Receipt ${receipt.number}`,
      author: 'eCoO',
      subject: 'Receipt',
      createdAt: receipt.at,
    },
  });
}
