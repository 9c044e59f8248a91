import { csvRows } from '../../domain/csv.ts';

/**
 * The rows of a CSV file in UTF-8, separated by commas, or by semicolons where its first line has more
 * of them, as spreadsheets of some languages write. null when it is none.
 */
export function csvTable(bytes: Uint8Array): string[][] | null {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
  if (text.includes('\0')) return null;
  const [first = ''] = text.split('\n', 1);
  const separator = first.split(';').length > first.split(',').length ? ';' : ',';
  return csvRows(text, separator);
}
