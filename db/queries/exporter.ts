import { eq, sql } from 'drizzle-orm';
import { type Database, prepared } from '../database.ts';
import { application, exporter } from '../schema/schema.ts';
import { found } from './case.ts';

export type IecRow = typeof exporter.$inferSelect;

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
      fetchedAt: sql.placeholder('fetchedAt'),
    })
    .onConflictDoUpdate({
      target: exporter.iec,
      set: {
        status: sql`excluded.status`,
        record: sql`excluded.record`,
        fetchedAt: sql`excluded.fetched_at`,
      },
    })
    .prepare('kept_iec_record'),
);

/** Keeps the newest IEC record fetched from DGFT. */
export async function keepIecRecord(database: Database, row: IecRow): Promise<void> {
  await keptRecord(database).execute(row);
}
