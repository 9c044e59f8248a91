import { eq, sql } from 'drizzle-orm';
import { type Database, prepared, type Transaction } from '../../database.ts';
import { application, exporter } from '../../schema/schema.ts';
import { found } from '../case/case.ts';

export type IecRow = typeof exporter.$inferSelect;

/** What DGFT says of an IEC: all of the row but what comes from elsewhere. */
export type KeptIecRecord = Omit<IecRow, 'aeo' | 'feeClass' | 'details'> &
  Partial<Pick<IecRow, 'details'>>;

const iecOfCase = prepared((database) =>
  database
    .select({ iec: application.iec })
    .from(application)
    .where(eq(application.id, sql.placeholder('id')))
    .prepare('iec_of_case'),
);

/** The IEC that a case was drafted for. */
export async function readIecOfCase(database: Database, applicationId: string): Promise<string> {
  const [row] = await iecOfCase(database).execute({ id: applicationId });
  return found(row, applicationId).iec;
}

const keptRecord = prepared((database) =>
  database
    .insert(exporter)
    .values({
      iec: sql.placeholder('iec'),
      status: sql.placeholder('status'),
      record: sql.placeholder('record'),
      details: sql.placeholder('details'),
      fetchedAt: sql.placeholder('fetchedAt'),
    })
    .onConflictDoUpdate({
      target: exporter.iec,
      set: {
        status: sql`excluded.status`,
        record: sql`excluded.record`,
        details: sql`excluded.details`,
        fetchedAt: sql`excluded.fetched_at`,
      },
      // Two may fetch at once: the older answer must not overwrite the newer.
      setWhere: sql`excluded.fetched_at >= ${exporter.fetchedAt}`,
    })
    .prepare('kept_iec_record'),
);

/** Keeps the newest IEC record fetched from DGFT. */
export async function keepIecRecord(database: Database, row: KeptIecRecord): Promise<void> {
  await keptRecord(database).execute({ details: null, ...row });
}

/** What is known of an exporter; null when DGFT was never asked. */
export async function readExporter(
  database: Database | Transaction,
  iec: string,
): Promise<IecRow | null> {
  const [row] = await database.select().from(exporter).where(eq(exporter.iec, iec));
  return row ?? null;
}

/** The same, locked against other changes until the transaction ends. */
export async function lockExporter(transaction: Transaction, iec: string): Promise<IecRow | null> {
  const [row] = await transaction
    .select()
    .from(exporter)
    .where(eq(exporter.iec, iec))
    .for('update');
  return row ?? null;
}

/** Sets the number of the Authorised Economic Operator, or takes it away with null. */
export async function setAeo(
  transaction: Transaction,
  iec: string,
  aeo: string | null,
): Promise<void> {
  await transaction.update(exporter).set({ aeo }).where(eq(exporter.iec, iec));
}
