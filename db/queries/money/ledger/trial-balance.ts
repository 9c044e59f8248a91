import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '../../../database.ts';

/** Whose books: of one office, of one agency's offices, or of all. */
export type Books = { agency: string | null; office: string | null };

/** What the accounts of a class came to: the sums of those below zero and of those above it. */
export type ClassBalance = {
  class: string;
  /** Accounts that were not at zero. */
  accounts: number;
  debitPaise: number;
  creditPaise: number;
};

/** The accounts of some books; the last two parts of an account's name are agency and office. */
const within = ({ agency, office }: Books) => sql`
  (${agency}::text is null or split_part(account.id, '/', -2) = ${agency})
  and (${office}::text is null or split_part(account.id, '/', -1) = ${office})`;

/**
 * What every class of accounts held just before an instant. Each account is looked up by its own
 * count of movements: what it costs grows with the number of accounts, hardly with that of movements.
 */
export async function readTrialBalance(
  database: Database | Transaction,
  books: Books,
  before: Date,
): Promise<ClassBalance[]> {
  const rows = await database.execute<Record<keyof ClassBalance, string>>(sql`
    select split_part(account.id, '/', 1) as class,
      count(*) filter (where entry.balance_paise <> 0) as accounts,
      sum(greatest(-entry.balance_paise, 0)) as "debitPaise",
      sum(greatest(entry.balance_paise, 0)) as "creditPaise"
    from ledger_account account
    cross join lateral (
      select ledger_version_before(account.id, ${before.toISOString()}) as version offset 0
    ) last
    cross join lateral (
      select balance_paise from ledger_entry
      where account_id = account.id and account_version = last.version offset 0
    ) entry
    where ${within(books)}
    group by 1`);
  return rows.map((row) => ({
    class: row.class,
    accounts: Number(row.accounts),
    debitPaise: Number(row.debitPaise),
    creditPaise: Number(row.creditPaise),
  }));
}
