import type postgres from 'postgres';
import { type RejectReason, rejectReasons } from '../../../../domain/migration/reject-reason.ts';
import { reasonRank } from '../../../../domain/migration/staged-row.ts';

/** One check of all that is staged; its statements are of one transaction. */
export type Checking = {
  own: postgres.TransactionSql;
  batch: number;
  round: number;
  /**
   * Whose rows on record count as taken before: in a later round those of the batch itself too. A
   * first round that is repeated does not meet what it has loaded already.
   */
  takenBefore: (table: string) => postgres.PendingQuery<postgres.Row[]>;
};

export function checking(
  own: postgres.TransactionSql,
  { number, round }: { number: number; round: number },
): Checking {
  return {
    own,
    batch: number,
    round,
    takenBefore: (table) =>
      round > 0 ? own`true` : own`${own(table)}.batch is distinct from ${number}`,
  };
}

/** The reasons by their rank, for SQL to write them out. */
export const reasonsByRank = [...rejectReasons];

export const rank = (reason: RejectReason): number => reasonRank(reason);

/** From here on a fault counts only where the number was not taken before. */
export const lateRank = reasonRank('number-conflict');

/**
 * Refuses what a query finds: file, line, whether it is only skipped, key, reason, value. By two statements, since
 * PostgreSQL reads with several processes for a new table, and with one for an INSERT.
 */
export async function refuseFound(
  own: Checking['own'],
  query: postgres.PendingQuery<postgres.Row[]>,
): Promise<void> {
  await own`create temporary table found (file, line, skipped, key, reason, value) as ${query}`;
  await own`
    insert into staged_refusal (file, line, skipped, key, reason, value) select * from found`;
  await own`drop table found`;
}

/** Notes rows under a name until the transaction ends, and has the planner know how many they are. */
export async function note(
  own: Checking['own'],
  name: string,
  query: postgres.PendingQuery<postgres.Row[]>,
): Promise<void> {
  await own`create temporary table ${own(name)} on commit drop as ${query}`;
  await own`analyze ${own(name)}`;
}
