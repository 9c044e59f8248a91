/** Splits one CSV text (RFC 4180) into rows of cells; null where a quote is never closed. */
function cellsOf(text: string, separator: string): string[][] | null {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (character === '"' && cell === '') quoted = true;
    else if (character === separator) {
      row.push(cell);
      cell = '';
    } else if (character === '\n') {
      rows.push([...row, cell.replace(/\r$/, '')]);
      row = [];
      cell = '';
    } else cell += character;
  }
  if (quoted) return null;
  return cell === '' && row.length === 0 ? rows : [...rows, [...row, cell]];
}

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
  return cellsOf(text, separator);
}
