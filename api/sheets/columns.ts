import type { z } from 'zod';
import { cellName } from '../../domain/identifier/cell.ts';
import { type FieldError, problem } from '../problem/problem.ts';
import type { Table } from './read-table.ts';

/** A column of a sheet: its name, where its text goes in the object, and an example for the template. */
export type Column = { name: string; into: string; example: string; needed: boolean };

export const column = (name: string, into: string, example: string, needed = true): Column => ({
  name,
  into,
  example,
  needed,
});

/** A sheet with the place of each of its columns. */
export type Placed = {
  table: Table;
  columns: readonly Column[];
  places: ReadonlyMap<string, number>;
};

/** Where each column stands. Throws `sheet-cells-refused` with the names that are missing or unknown. */
export function placeColumns(table: Table, columns: readonly Column[]): Placed {
  const places = new Map<string, number>();
  const errors: FieldError[] = [];
  for (const [at, name] of table.head.entries()) {
    const column = columns.find((one) => one.name === name);
    const cell = cellName(at, 0);
    if (column && !places.has(column.into)) places.set(column.into, at);
    else if (name !== '') {
      const detail = column
        ? `${cell}: "${name}" stands there twice.`
        : `${cell}: no column is called "${name}". Use the names of the template.`;
      errors.push({ pointer: `#cell/${cell}`, detail });
    }
  }
  for (const { name, into, needed } of columns) {
    if (!needed || places.has(into)) continue;
    errors.push({ pointer: '#cell/A1', detail: `The column "${name}" is missing.` });
  }
  if (errors.length > 0) throw cellsRefused(errors);
  return { table, columns, places };
}

export const cellsRefused = (errors: FieldError[]) =>
  problem('sheet-cells-refused', 'Some cells are not as they should be; nothing was changed.', {
    errors: errors.slice(0, 200),
  });

/** What is wrong at a place of the object of one row, told by its cell. */
export function cellError(
  { table, columns, places }: Placed,
  index: number,
  path: string,
  message: string,
): FieldError {
  const column = columns.find(({ into }) => path === into || path.startsWith(`${into}/`));
  const near = column ?? columns.find(({ into }) => into.startsWith(`${path}/`));
  const at = (near && places.get(near.into)) ?? 0;
  const row = table.rows[index]?.row ?? 0;
  const cell = cellName(at, row);
  const detail = `${cell} (row ${row + 1}, column "${near?.name ?? table.head[at] ?? ''}"): ${message}`;
  return { pointer: `#cell/${cell}`, detail };
}

/** Reads every row by the schema of its object. Throws `sheet-cells-refused` with all cells that do not fit. */
export function readRows<Row>(
  placed: Placed,
  schema: z.ZodType<Row>,
  build: (text: (into: string) => string) => unknown,
): Row[] {
  const { table, places } = placed;
  const errors: FieldError[] = [];
  const read = table.rows.flatMap(({ cells }, index) => {
    const text = (into: string) => cells[places.get(into) ?? -1] ?? '';
    const parsed = schema.safeParse(build(text));
    if (parsed.success) return [parsed.data];
    for (const { path, message } of parsed.error.issues) {
      errors.push(cellError(placed, index, path.join('/'), message));
    }
    return [];
  });
  if (errors.length > 0) throw cellsRefused(errors);
  return read;
}
