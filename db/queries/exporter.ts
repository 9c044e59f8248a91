import { eq } from 'drizzle-orm';
import type { Database, Transaction } from '../database.ts';
import { exporter } from '../schema/schema.ts';

export type IecRow = typeof exporter.$inferSelect;

/** Keeps the newest IEC record fetched from DGFT. */
export async function keepIecRecord(database: Database, row: IecRow): Promise<void> {
  const { iec: _, ...replaced } = row;
  await database
    .insert(exporter)
    .values(row)
    .onConflictDoUpdate({ target: exporter.iec, set: replaced });
}

export async function readIecRecord(
  database: Database | Transaction,
  iec: string,
): Promise<IecRow | null> {
  const [row] = await database.select().from(exporter).where(eq(exporter.iec, iec));
  return row ?? null;
}
