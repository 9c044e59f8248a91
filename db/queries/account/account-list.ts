import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { Role } from '../../../domain/authority/role.ts';
import type { Database } from '../../database.ts';
import { account } from '../../schema/schema.ts';

const pageSize = 500;

const columns = {
  id: account.id,
  login: account.login,
  role: account.role,
  name: account.name,
  iec: account.iec,
  agencyCode: account.agencyCode,
  active: account.active,
  locked: sql<boolean>`coalesce(${account.lockedUntil} > now(), false)`,
};

/** All accounts, or those of a role, by their ids, a page at a time. */
export async function* listAccounts(database: Database, role: Role | null) {
  for (let last = '00000000-0000-0000-0000-000000000000', more = true; more; ) {
    const page = await database
      .select(columns)
      .from(account)
      .where(and(gt(account.id, last), role === null ? undefined : eq(account.role, role)))
      .orderBy(asc(account.id))
      .limit(pageSize);
    yield* page;
    last = page.at(-1)?.id ?? last;
    more = page.length === pageSize;
  }
}

/** The account's id by its login, whatever its capitals; null when there is none. */
export async function findAccountId(database: Database, login: string): Promise<string | null> {
  const [row] = await database
    .select({ id: account.id })
    .from(account)
    .where(eq(sql`lower(${account.login})`, login.trim().toLowerCase()));
  return row?.id ?? null;
}
