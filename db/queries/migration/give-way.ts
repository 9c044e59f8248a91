import type postgres from 'postgres';
import { yieldingPhases } from '../../../domain/migration/batch.ts';
import type { Database } from '../../database.ts';

/** How many transactions the database has ended since it counts, those of the asking program among them. */
export async function countTransactions(sql: postgres.Sql): Promise<number> {
  const [row] = await sql<{ transactions: number }[]>`
    select (xact_commit + xact_rollback)::float8 as transactions from pg_stat_database
    where datname = current_database()`;
  return row?.transactions ?? 0;
}

/** Keeps, for those who follow the batch at work, whether it gives way to others. */
export async function noteGivingWay(sql: postgres.Sql, givesWay: boolean): Promise<void> {
  if (!givesWay) {
    await sql`delete from migration_giving_way`;
    return;
  }
  await sql`
    insert into migration_giving_way
    select number from migration_batch where phase in ${sql([...yieldingPhases])}
    on conflict do nothing`;
}

/** The number of the batch that gives way; null when none does. */
export async function readGivingWay({ $client: client }: Database): Promise<number | null> {
  const [row] = await client<{ number: number }[]>`
    select number from migration_giving_way join migration_batch on number = batch
    where phase in ${client([...yieldingPhases])} and paused_at is null`;
  return row?.number ?? null;
}
