import { eq, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { account } from '../schema/schema.ts';

const failuresUntilLock = 5;
const lockMinutes = 30;

export type Credentials = {
  id: string;
  /** null: there is no password here, the person signs in with DGFT. */
  passwordHash: string | null;
  active: boolean;
  lockedUntil: Date | null;
};

/** What signing in needs of an account; logins differ by more than capitals. null when unknown. */
export async function findCredentials(
  database: Database,
  login: string,
): Promise<Credentials | null> {
  const [row] = await database
    .select({
      id: account.id,
      passwordHash: account.passwordHash,
      active: account.active,
      lockedUntil: account.lockedUntil,
    })
    .from(account)
    .where(eq(sql`lower(${account.login})`, login.toLowerCase()));
  return row ?? null;
}

/** Counts a wrong password; the fifth in a row locks the account for 30 minutes (R21). */
export async function recordFailedLogin(database: Database, accountId: string): Promise<void> {
  const reached = sql`${account.failedLogins} + 1 >= ${failuresUntilLock}`;
  await database
    .update(account)
    .set({
      failedLogins: sql`case when ${reached} then 0 else ${account.failedLogins} + 1 end`,
      lockedUntil: sql`case when ${reached} then now() + make_interval(mins => ${lockMinutes})
        else ${account.lockedUntil} end`,
    })
    .where(eq(account.id, accountId));
}

/** A right password forgets the wrong ones before it. */
export async function forgetFailedLogins(database: Database, accountId: string): Promise<void> {
  await database
    .update(account)
    .set({ failedLogins: 0, lockedUntil: null })
    .where(eq(account.id, accountId));
}
