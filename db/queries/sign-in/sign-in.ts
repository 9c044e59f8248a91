import { and, eq, gt, isNull, lt, or, sql } from 'drizzle-orm';
import type { Role } from '../../../domain/authority/role.ts';
import type { Database, Transaction } from '../../database.ts';
import { account, accountNetwork } from '../../schema/schema.ts';
import { isInForce } from '../account/in-force.ts';

const attemptsUntilLock = 20;
const lockMinutes = 30;
const knownForDays = 90;

/** What signing in needs of an account. */
export type Credentials = {
  id: string;
  role: Role;
  /** null: there is no password here, the person signs in with DGFT. */
  passwordHash: string | null;
  passwordExpiresAt: Date | null;
  /** Neither the account nor its agency is closed. */
  active: boolean;
  totpSecretSealed: string | null;
};

/**
 * The account with this login or, where none has it, the one with this e-mail address; they differ
 * by more than capitals. null when unknown, and when several accounts share the address.
 */
export async function findCredentials(
  database: Database,
  login: string,
): Promise<Credentials | null> {
  const wanted = login.trim().toLowerCase();
  const byLogin = eq(sql`lower(${account.login})`, wanted);
  const rows = await database
    .select({
      id: account.id,
      role: account.role,
      passwordHash: account.passwordHash,
      passwordExpiresAt: account.passwordExpiresAt,
      active: isInForce,
      totpSecretSealed: account.totpSecretSealed,
      isLogin: sql<boolean>`${byLogin}`,
    })
    .from(account)
    .where(or(byLogin, eq(sql`lower(${account.email})`, wanted)))
    .limit(20);
  const found = rows.find(({ isLogin }) => isLogin) ?? (rows.length === 1 ? rows[0] : undefined);
  if (!found) return null;
  const { isLogin: _, ...credentials } = found;
  return credentials;
}

/** Whether the account signed in from this network in the last 90 days. */
export async function isKnownNetwork(
  database: Database | Transaction,
  accountId: string,
  network: string,
): Promise<boolean> {
  const lately = sql`now() - make_interval(days => ${knownForDays})`;
  const [row] = await database
    .select({ network: accountNetwork.network })
    .from(accountNetwork)
    .where(
      and(
        eq(accountNetwork.accountId, accountId),
        eq(accountNetwork.network, network),
        gt(accountNetwork.signedInAt, lately),
      ),
    );
  return row !== undefined;
}

/**
 * Counts an attempt from a network that the account does not know, before it is made: attempts sent
 * together are no more than those sent one by one. The twentieth in a row locks the account for 30
 * minutes. Gives whether it was locked already; while it is, nothing is counted.
 */
export async function countStrangersAttempt(
  database: Database,
  accountId: string,
): Promise<{ locked: boolean; locksNow: boolean }> {
  const [row] = await database.execute<{ locked: boolean; locks_now: boolean }>(sql`
    update account set
      failed_logins = case when before.locked then account.failed_logins
        when before.last then 0 else account.failed_logins + 1 end,
      locked_until = case when before.locked or not before.last then account.locked_until
        else now() + make_interval(mins => ${lockMinutes}) end
    from (select id, coalesce(locked_until > now(), false) as locked,
        failed_logins + 1 >= ${attemptsUntilLock} as last
      from account where id = ${accountId} for update) before
    where account.id = before.id
    returning before.locked, not before.locked and before.last as locks_now`);
  return { locked: row?.locked ?? false, locksNow: row?.locks_now ?? false };
}

/** Takes the authenticator's code of a step: false when that step, or a later one, was used before. */
export async function takeTotpStep(
  database: Database | Transaction,
  accountId: string,
  step: number,
): Promise<boolean> {
  const unused = or(isNull(account.totpLastStep), lt(account.totpLastStep, step));
  const rows = await database
    .update(account)
    .set({ totpLastStep: step })
    .where(and(eq(account.id, accountId), unused))
    .returning({ id: account.id });
  return rows.length === 1;
}

/**
 * Forgets the failures before a success, and knows its network from now on. A lock that strangers
 * brought about stays in force against them when the owner comes from where he is known.
 */
export async function rememberSignIn(
  transaction: Database | Transaction,
  { accountId, network, wasKnown }: { accountId: string; network: string; wasKnown: boolean },
): Promise<void> {
  await transaction
    .update(account)
    .set({ failedLogins: 0, ...(wasKnown ? {} : { lockedUntil: null }) })
    .where(eq(account.id, accountId));
  const signedInAt = sql`now()`;
  await transaction
    .insert(accountNetwork)
    .values({ accountId, network })
    .onConflictDoUpdate({
      target: [accountNetwork.accountId, accountNetwork.network],
      set: { signedInAt },
    });
}

/** Ends an account's lock, as the helpdesk does after having made sure whom it speaks to. */
export async function unlockAccount(
  transaction: Database | Transaction,
  accountId: string,
): Promise<void> {
  await transaction
    .update(account)
    .set({ failedLogins: 0, lockedUntil: null })
    .where(eq(account.id, accountId));
}

/** Removes networks that are known no more. */
export async function deleteForgottenNetworks(database: Database): Promise<void> {
  const lately = sql`now() - make_interval(days => ${knownForDays})`;
  await database.delete(accountNetwork).where(lt(accountNetwork.signedInAt, lately));
}

/** What of an account decides who may unlock it. */
export type AccountHolder = {
  accountId: string;
  role: Role;
  iec: string | null;
  agencyCode: string | null;
};

/** null when there is no such account. */
export async function readAccountHolder(
  database: Database | Transaction,
  accountId: string,
): Promise<AccountHolder | null> {
  const { id, role, iec, agencyCode } = account;
  const [row] = await database
    .select({ accountId: id, role, iec, agencyCode })
    .from(account)
    .where(eq(id, accountId));
  return row ?? null;
}
