import { type SQL, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../../database.ts';

/**
 * Marks certificates as superseded by those of a batch that replace them; of several the one that was
 * issued last. Cancelled ones stay cancelled, and learn of their successor.
 */
const supersede = (batch: number, parents: SQL) => sql`
  update legacy_certificate parent
  set status = case parent.status when 'cancelled' then parent.status else 'superseded' end,
    successor = child.number
  from (
    select distinct on (replaces) replaces, number from legacy_certificate
    where replaces is not null and id >= ${batch}::bigint << 32
      and id < (${batch}::bigint + 1) << 32
    order by replaces, issued_on desc, number desc
  ) child
  where parent.number = child.replaces and parent.successor is null and ${parents}`;

/**
 * The same for those of the batch itself, as far as they came in a round before: those of one round are
 * loaded as superseded. Gives how many that were. First the planner learns what has come.
 */
export async function deriveBatchLineage(
  database: Database,
  { number, round }: { number: number; round: number },
): Promise<number> {
  await database.execute(sql`select analyze_loaded()`);
  if (round === 0) return 0;
  const { count } = await database.execute(supersede(number, sql`parent.batch = ${number}`));
  return count;
}

/** The same for those in force of batches before it: as it is accepted, and not sooner. */
export async function supersedeEarlier(own: Transaction, batch: number): Promise<void> {
  const parents = sql`parent.batch <> ${batch} and parent.status = 'in-force'`;
  await own.execute(supersede(batch, parents));
}
