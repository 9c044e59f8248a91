/** The name of a cell as spreadsheets show it, such as `B7`; column and row from 0. */
export function cellName(column: number, row: number): string {
  let name = '';
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26)) {
    name = String.fromCharCode(65 + ((left - 1) % 26)) + name;
  }
  return `${name}${row + 1}`;
}
