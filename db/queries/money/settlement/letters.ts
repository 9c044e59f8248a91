import { sql } from 'drizzle-orm';
import type { Outcome } from '../../../../domain/money/difference.ts';
import type { Database } from '../../../database.ts';

/** Agencies of whose newest open difference nobody has been told. */
export async function listAgenciesToTell(database: Database): Promise<string[]> {
  const rows = await database.execute<{ agency: string }>(sql`
    select at.agency_code as agency from settlement_difference difference
    join office at on at.id = difference.office_id
    where difference.status <> 'settled'
    group by at.agency_code
    having not exists (select from notification
      where id like 'differences/' || at.agency_code || '/%' and sent_at > max(difference.found_at))
    order by 1`);
  return rows.map(({ agency }) => agency);
}

/** How much an agency's people have to look at, and since when; 0 when nothing. */
export async function countOpenDifferences(
  database: Database,
  agency: string,
): Promise<{ open: number; newest: string | null }> {
  const [row] = await database.execute<{ open: number; newest: string | null }>(sql`
    select count(*)::integer as open,
      to_char(max(found_at) at time zone 'UTC', 'YYYYMMDD"T"HH24MISSMS') as newest
    from settlement_difference difference join office at on at.id = difference.office_id
    where difference.status <> 'settled' and at.agency_code = ${agency}`);
  return row ?? { open: 0, newest: null };
}

/** The active administrators of an agency. */
export async function listAdministrators(
  database: Database,
  agency: string,
): Promise<{ id: string; email: string }[]> {
  return database.execute<{ id: string; email: string }>(sql`
    select id, email from account
    where agency_code = ${agency} and role = 'agency-administrator' and active order by id`);
}

/** Differences of the last month whose money was credited to a payer who has not been told. */
export async function listCreditsToTell(database: Database): Promise<string[]> {
  const rows = await database.execute<{ id: string }>(sql`
    select difference.id from settlement_difference difference
    where difference.settlement in ('credit-wallet', 'refund')
      and difference.settled_at > now() - interval '31 days'
      and not exists (select from notification where id = 'difference-credit/' || difference.id)
    order by difference.settled_at limit 500`);
  return rows.map(({ id }) => id);
}

/** A credit as its payer is told of it. */
export type Credit = { outcome: Outcome; iec: string; officeId: string; paise: number };

/** null where the difference did not end in one. */
export async function findCredit(database: Database, differenceId: string): Promise<Credit | null> {
  const [row] = await database.execute<Omit<Credit, 'paise'> & { paise: string }>(sql`
    select proposal.outcome, proposal.iec, difference.office_id as "officeId",
      difference.theirs_paise - difference.booked_paise as paise
    from settlement_difference difference
    join difference_proposal proposal
      on proposal.difference_id = difference.id and proposal.approved
    where difference.id = ${differenceId}::uuid
      and difference.settlement in ('credit-wallet', 'refund')`);
  return row ? { ...row, paise: Number(row.paise) } : null;
}
