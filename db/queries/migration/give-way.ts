import type postgres from 'postgres';
import { yieldingPhases } from '../../../domain/migration/batch.ts';

/** How many transactions the database has ended since it counts, those of the asking program among them. */
export async function countTransactions(sql: postgres.Sql): Promise<number> {
  const [row] = await sql<{ transactions: number }[]>`
    select (xact_commit + xact_rollback)::float8 as transactions from pg_stat_database
    where datname = current_database()`;
  return row?.transactions ?? 0;
}

/** Keeps, for those who follow the batch at work, whether it gives way to others. */
export async function noteGivingWay(sql: postgres.Sql, givesWay: boolean): Promise<void> {
  await sql`
    update migration_batch set gives_way = ${givesWay}
    where gives_way <> ${givesWay} and phase in ${sql([...yieldingPhases])}`;
}
