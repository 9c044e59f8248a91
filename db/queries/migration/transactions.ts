import type postgres from 'postgres';

/** How many transactions the database has ended since it counts, those of the asking program among them. */
export async function countTransactions(sql: postgres.Sql): Promise<number> {
  const [row] = await sql<{ transactions: number }[]>`
    select (xact_commit + xact_rollback)::float8 as transactions from pg_stat_database
    where datname = current_database()`;
  return row?.transactions ?? 0;
}
