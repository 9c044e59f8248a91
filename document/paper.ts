import { breakLines } from './form/text-flow.ts';
import { type Canvas, makeCanvas, type TextStyle } from './pdf/canvas.ts';
import { type Lettering, makeLettering } from './pdf/lettering.ts';
import { type PdfFile, writePdf } from './pdf/pdf-file.ts';
import { printable } from './pdf/printable.ts';

/** A paper of plain text as it is being drawn. `y` is how far down its last page is written, points. */
export type Paper = { lettering: Lettering; pages: Canvas[]; canvas: Canvas; y: number };

/** A paper with its first page, to be written from `y` on. */
export function makePaper(y: number): Paper {
  const lettering = makeLettering();
  const canvas = makeCanvas(lettering);
  return { lettering, pages: [canvas], canvas, y };
}

/** Goes on at `y` of a new page. */
export function turnPage(paper: Paper, y: number): void {
  paper.canvas = makeCanvas(paper.lettering);
  paper.pages.push(paper.canvas);
  paper.y = y;
}

/** A text broken into lines that are no wider than `width`, points. */
export function linesWithin(
  { lettering }: Pick<Paper, 'lettering'>,
  text: string,
  { size, weight }: TextStyle,
  width: number,
): string[] {
  const paragraph = { text: printable(lettering, text), size, bold: weight === 'bold' };
  return breakLines([paragraph], width, 1, lettering).map((line) => line.text);
}

/** Text that ends at `edge`, with its baseline at `y`. */
export function textEndingAt(
  { canvas, lettering }: Pick<Paper, 'canvas' | 'lettering'>,
  text: string,
  edge: number,
  y: number,
  style: TextStyle,
): void {
  const width = (lettering.widthOf(text, style.weight) * style.size) / 1000;
  canvas.text(text, edge - width, y, style);
}

/** `2026-11-22 14:05:09`: an ISO 8601 instant in Indian time. */
export const indianTime = (instant: string): string =>
  new Date(Date.parse(instant) + 5.5 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

/** The paper as PDF/A-3u, with the same as data attached. The same input gives the same bytes. */
export function writePaper(
  { lettering, pages }: Paper,
  attachment: PdfFile['attachment'],
  about: { title: string; subject: string; createdAt: string },
): Promise<Uint8Array> {
  return writePdf({
    pages: pages.map((canvas) => ({ operators: canvas.operators(), links: [] })),
    fonts: lettering.alphabets(),
    images: new Map(),
    attachment,
    description: { ...about, author: 'eCoO' },
  });
}
