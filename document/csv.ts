import { csvLine } from '../domain/csv.ts';
import { rupeesText } from '../domain/money/rupees.ts';

/** What stands in a cell: text that people wrote, a whole number, or an amount. */
export type Cell = string | number | { paise: number };

/**
 * A cell of text. Spreadsheets run what begins like a formula, so such a text gets an apostrophe
 * before it, which they show as text (OWASP, CSV injection).
 */
function textCell(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function written(cell: Cell): string {
  if (typeof cell === 'string') return textCell(cell);
  return typeof cell === 'number' ? String(cell) : rupeesText(cell.paise);
}

/** A table as CSV (RFC 4180, UTF-8): amounts in rupees to the paisa, no cell runs as a formula. */
export const csvText = (head: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  [head, ...rows].map((cells) => csvLine(cells.map(written))).join('');
