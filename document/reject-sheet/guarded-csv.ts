import { csvLine } from '../../domain/csv.ts';

/**
 * What a spreadsheet would run as a formula, or take for a number or a date and write back otherwise
 * (OWASP, CSV injection): such a text gets an apostrophe before it, and so does one that begins with
 * an apostrophe, so that taking one off always gives the text back.
 */
const needsGuard = /^['=+\-@\uFF1D\uFF0B\uFF0D\uFF20\t\r\n0-9.]/;

const guarded = (text: string): string => (needsGuard.test(text) ? `'${text}` : text);
const unguarded = (cell: string): string => (cell.startsWith("'") ? cell.slice(1) : cell);

/** One row of text as a line of CSV (RFC 4180). No cell runs as a formula; `guardedRows` gives all back. */
export const guardedLine = (texts: readonly string[]): string => csvLine(texts.map(guarded));

/** The rows of such a CSV, each with the number of its first line. Throws at a quote left open. */
export function guardedRows(csv: string): { line: number; texts: string[] }[] {
  const rows: { line: number; texts: string[] }[] = [];
  let [at, line] = [csv.startsWith('\uFEFF') ? 1 : 0, 1];
  while (at < csv.length) {
    const row = { line, texts: [] as string[] };
    for (let ended = false; !ended; ) {
      const cell = readCell(csv, at);
      if (cell === null) throw new Error(`a quote of line ${line} is left open`);
      row.texts.push(unguarded(cell.text));
      line += cell.text.split('\n').length - 1;
      at = cell.end;
      ended = csv[at] !== ',';
      if (!ended) at += 1;
    }
    at += csv.startsWith('\r\n', at) ? 2 : 1;
    line += 1;
    if (row.texts.some((text) => text !== '')) rows.push(row);
  }
  return rows;
}

/** The cell that begins at `at`, and where it ends. */
function readCell(csv: string, at: number): { text: string; end: number } | null {
  if (csv[at] !== '"') {
    let end = at;
    while (end < csv.length && csv[end] !== ',' && csv[end] !== '\n' && csv[end] !== '\r') end += 1;
    return { text: csv.slice(at, end), end };
  }
  let text = '';
  for (let from = at + 1; ; ) {
    const quote = csv.indexOf('"', from);
    if (quote === -1) return null;
    text += csv.slice(from, quote);
    if (csv[quote + 1] !== '"') return { text, end: quote + 1 };
    text += '"';
    from = quote + 2;
  }
}
