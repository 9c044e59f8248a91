import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../../database.ts';

const ofBatch = (batch: number) => sql`batch = ${batch}`;
const ofRange = (column: string) => (batch: number) =>
  sql`
  ${sql.identifier(column)} >= ${batch}::bigint << 32
  and ${sql.identifier(column)} < (${batch}::bigint + 1) << 32`;

/** What a batch leaves on record, what refers to others first. */
const traces: readonly [string, (batch: number) => SQL][] = [
  ['legacy_item', ofRange('certificate_id')],
  ['legacy_certificate', ofRange('id')],
  ['legacy_wallet_transaction', ofBatch],
  ['legacy_wallet', ofBatch],
  ['legacy_exporter', ofBatch],
  ['legacy_office', ofBatch],
  ['legacy_document', ofBatch],
  ['migration_reject', ofBatch],
  ['migration_cursor', ofBatch],
];

/** Removes up to `limit` rows of a batch; gives how many that were, zero once nothing is left. */
export async function removeRows(own: Transaction, batch: number, limit: number): Promise<number> {
  for (const [table, where] of traces) {
    const name = sql.identifier(table);
    const { count } = await own.execute(sql`
      delete from ${name}
      where ctid = any(array(select ctid from ${name} where ${where(batch)} limit ${limit}))`);
    if (count > 0) return count;
  }
  return 0;
}
