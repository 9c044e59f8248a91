import { indianRupees, rupeesInWords } from '../../domain/money/written-rupees.ts';
import { ink } from '../form/palette.ts';
import {
  indianTime,
  linesWithin,
  makePaper,
  type Paper,
  textEndingAt,
  writePaper,
} from '../paper.ts';
import { pageSize, type TextStyle } from '../pdf/canvas.ts';
import { aboutOf, closing, headings, notes, type Receipt } from './receipt.ts';

type Words = { en: string; hi: string };

const margin = 50;
const right = pageSize.width - margin;
const valueAt = 225;
const faint = [0.2, 0.29, 0.4] as const;
const rule = { width: 0.8, colour: ink };
const title: TextStyle = { size: 18, weight: 'bold', colour: ink };
const heading: TextStyle = { size: 9, weight: 'regular', colour: faint };
const value: TextStyle = { size: 10, weight: 'regular', colour: ink };
const strong: TextStyle = { size: 10, weight: 'bold', colour: ink };

const both = ({ en, hi }: Words) => (en === hi ? en : `${en} · ${hi}`);

/** Writes text from `x` to the right margin, on as many lines as it takes, and goes below it. */
function flow(paper: Paper, text: string, x: number, style: TextStyle): void {
  for (const line of linesWithin(paper, text, style, right - x)) {
    paper.canvas.text(line, x, paper.y, style);
    paper.y += style.size * 1.5;
  }
}

/** A heading in both languages with what it is about beside it. */
function field(paper: Paper, words: Words, text: string): void {
  paper.canvas.text(both(words), margin, paper.y, heading);
  flow(paper, text, valueAt, value);
  paper.y += 5;
}

function amount(paper: Paper, words: string, paise: number, style: TextStyle): void {
  textEndingAt(paper, indianRupees(paise), right, paper.y, style);
  paper.canvas.text(words, margin, paper.y, style);
  paper.y += 18;
}

function line(paper: Paper): void {
  const { canvas, y } = paper;
  canvas.line({ x: margin, y: y - 12 }, { x: right, y: y - 12 }, rule);
  paper.y += 4;
}

function draw(paper: Paper, receipt: Receipt): void {
  const { agency, office, payer, gateway } = receipt;
  paper.canvas.text(both(headings.title), margin, paper.y, title);
  paper.y += 30;
  line(paper);
  field(paper, headings.number, receipt.number);
  field(paper, headings.date, indianTime(receipt.at));
  field(paper, headings.agency, `${agency.name} (${agency.code})`);
  field(paper, headings.office, [`${office.name} (${office.id})`, ...office.address].join(', '));
  field(paper, headings.payer, payer.name ?? '—');
  field(paper, headings.iec, payer.iec);
  field(paper, headings.about, both(aboutOf(receipt)));
  if (receipt.applicationId) field(paper, headings.application, receipt.applicationId);
  if (receipt.certificateNumber) field(paper, headings.certificate, receipt.certificateNumber);
  if (gateway?.orderId) field(paper, headings.order, gateway.orderId);
  if (gateway) field(paper, headings.reference, gateway.reference);
  paper.y += 18;
  line(paper);
  paper.canvas.text(both(headings.item), margin, paper.y, heading);
  textEndingAt(paper, both(headings.amount), right, paper.y, heading);
  paper.y += 20;
  for (const one of receipt.lines) amount(paper, both(one.words), one.paise, value);
  paper.y += 6;
  line(paper);
  amount(paper, both(headings.total), receipt.totalPaise, strong);
  paper.y += 8;
  field(paper, headings.words, rupeesInWords(receipt.totalPaise));
  paper.y += 14;
  for (const words of [notes[receipt.kind], closing]) {
    for (const text of [words.en, words.hi]) flow(paper, text, margin, heading);
    paper.y += 8;
  }
}

/**
 * The receipt as PDF/A-3u on one page, in English with Hindi headings, and as JSON attached. The
 * same receipt gives the same bytes.
 */
export function receiptPdf(receipt: Receipt): Promise<Uint8Array> {
  const paper = makePaper(70);
  draw(paper, receipt);
  return writePaper(
    paper,
    {
      name: 'receipt.json',
      description: 'The same receipt as data',
      type: 'application/json',
      bytes: Buffer.from(`${JSON.stringify(receipt, null, 2)}\n`),
    },
    { title: `Receipt ${receipt.number}`, subject: 'Receipt', createdAt: receipt.at },
  );
}
