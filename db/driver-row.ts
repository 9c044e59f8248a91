import { getTableColumns, is } from 'drizzle-orm';
import { PgCustomColumn, type PgTable } from 'drizzle-orm/pg-core';

type DriverRow = Record<string, string | number | boolean | null>;

/** A row's values as the driver takes them, by the names that the columns have in the database. */
export function driverRow<Table extends PgTable>(
  table: Table,
  values: Partial<Table['$inferSelect']>,
): DriverRow {
  const columns = getTableColumns(table);
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => {
      const column = columns[key];
      if (!column) throw new Error(`there is no column ${key}`);
      return [column.name, value === null ? null : (column.mapToDriverValue(value) as string)];
    }),
  );
}

/**
 * A whole row as JSON for `jsonb_populate_record`; columns by their names in the database, those of a
 * form of their own in that form.
 */
export function jsonRow<Table extends PgTable>(table: Table, row: Table['$inferSelect']): string {
  const columns = getTableColumns(table);
  return JSON.stringify(
    Object.fromEntries(
      Object.entries(row).map(([key, value]) => {
        const column = columns[key];
        return [column?.name, is(column, PgCustomColumn) ? column.mapToDriverValue(value) : value];
      }),
    ),
  );
}
