import { eq, type SQL, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../../database.ts';
import { account, officerAbsence } from '../../schema/schema.ts';

/** Whether the account of that id is on leave today in India, as a column of another query. */
export const isAbsent = (accountId: SQL) => sql<boolean>`exists (select 1 from officer_absence b
  where b.account_id = ${accountId}
    and (now() at time zone 'Asia/Kolkata')::date between b.first_day and b.last_day)`;

/** Whether the row of `account` that a query is at is nobody on leave. */
export const isPresent = sql<boolean>`not ${isAbsent(sql`account.id`)}`;

export type Absence = typeof officerAbsence.$inferSelect & { standInName: string | null };

/** An officer's present or next leave; null when none is noted. */
export async function findAbsence(
  database: Database | Transaction,
  accountId: string,
): Promise<Absence | null> {
  const [row] = await database
    .select({ absence: officerAbsence, standInName: account.name })
    .from(officerAbsence)
    .leftJoin(account, eq(account.id, officerAbsence.standInId))
    .where(eq(officerAbsence.accountId, accountId));
  return row ? { ...row.absence, standInName: row.standInName } : null;
}

/** Notes an officer's leave in the place of the one noted before. */
export async function putAbsence(
  transaction: Transaction,
  absence: typeof officerAbsence.$inferInsert,
): Promise<void> {
  await transaction
    .insert(officerAbsence)
    .values(absence)
    .onConflictDoUpdate({ target: officerAbsence.accountId, set: absence });
}

/** Ends an officer's leave, or gives it up; false when none is noted. */
export async function deleteAbsence(transaction: Transaction, accountId: string): Promise<boolean> {
  const rows = await transaction
    .delete(officerAbsence)
    .where(eq(officerAbsence.accountId, accountId))
    .returning({ accountId: officerAbsence.accountId });
  return rows.length === 1;
}

/**
 * Whether somebody can stand in for an officer on these days: an active officer of one of the same
 * offices who is not on leave then himself. Asked again for each case when it is handed over.
 */
export async function canStandIn(
  transaction: Transaction,
  standInId: string,
  leave: { officerId: string; firstDay: string; lastDay: string },
): Promise<boolean> {
  const rows = await transaction.execute(sql`
    select from account join officer_office o on o.account_id = account.id
    join officer_office his on his.office_id = o.office_id and his.account_id = ${leave.officerId}
    where account.id = ${standInId} and account.id <> ${leave.officerId}
      and account.role = 'officer' and account.active
      and not exists (select 1 from officer_absence b where b.account_id = account.id
        and b.first_day <= ${leave.lastDay}::date and b.last_day >= ${leave.firstDay}::date)`);
  return rows.length > 0;
}
