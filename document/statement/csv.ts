import { rupeesText } from '../../domain/money/rupees.ts';
import { type Statement, wordingOf } from './statement.ts';

/**
 * A cell of text. Spreadsheets run what begins like a formula, so such a text gets an apostrophe
 * before it, which they show as text (OWASP, CSV injection).
 */
function textCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const head = ['at', 'what', 'kind', 'application', 'certificate', 'amount_inr', 'balance_inr'];

/** The statement as CSV (RFC 4180, UTF-8): one movement to a row, amounts in rupees to the paisa. */
export function statementCsv({ lines }: Statement): string {
  const rows = lines.map((line) => [
    textCell(line.at),
    textCell(wordingOf(line.kind)),
    textCell(line.kind),
    textCell(line.applicationId ?? ''),
    textCell(line.certificateNumber ?? ''),
    rupeesText(line.amountPaise),
    rupeesText(line.balancePaise),
  ]);
  return [head, ...rows].map((cells) => `${cells.join(',')}\r\n`).join('');
}
