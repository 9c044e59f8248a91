import { and, eq, gt, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Role } from '../../domain/stage.ts';
import type { Database } from '../database.ts';
import { account, officerOffice, session } from '../schema/schema.ts';

/** A person who has signed in, with all that access hangs on, as it stands at this request. */
export type SignedIn = {
  accountId: string;
  role: Role;
  login: string;
  name: string;
  designation: string | null;
  iec: string | null;
  agencyCode: string | null;
  /** Offices that an officer may act for. */
  offices: string[];
};

const idleMinutes = 30;
const absoluteHours = 12;
const stillFresh: SQL = sql`${session.lastSeenAt} > now() - make_interval(mins => ${idleMinutes})`;

export async function insertSession(
  database: Database,
  tokenHash: string,
  accountId: string,
): Promise<void> {
  await database.insert(session).values({
    tokenHash,
    accountId,
    expiresAt: sql`now() + make_interval(hours => ${absoluteHours})`,
  });
}

const officesOfOfficer = sql<string[]>`array(select ${officerOffice.officeId} from ${officerOffice}
  where ${officerOffice.accountId} = ${account.id})`;

/** Who holds this token; null when it expired, idled, was revoked, or the account is inactive. */
export async function findSignedIn(
  database: Database,
  tokenHash: string,
): Promise<(SignedIn & { lastSeenAt: Date }) | null> {
  const [row] = await database
    .select({
      accountId: account.id,
      role: account.role,
      login: account.login,
      name: account.name,
      designation: account.designation,
      iec: account.iec,
      agencyCode: account.agencyCode,
      offices: officesOfOfficer,
      lastSeenAt: session.lastSeenAt,
    })
    .from(session)
    .innerJoin(account, eq(account.id, session.accountId))
    .where(
      and(
        eq(session.tokenHash, tokenHash),
        gt(session.expiresAt, sql`now()`),
        stillFresh,
        eq(account.active, true),
      ),
    );
  return row ?? null;
}

/** Notes that the session is in use, which puts its idle end off. */
export async function touchSession(database: Database, tokenHash: string): Promise<void> {
  await database
    .update(session)
    .set({ lastSeenAt: sql`now()` })
    .where(eq(session.tokenHash, tokenHash));
}

/** Revokes one session; a token that is no longer there is no error. */
export async function deleteSession(database: Database, tokenHash: string): Promise<void> {
  await database.delete(session).where(eq(session.tokenHash, tokenHash));
}

/** Removes what has expired or idled out: such rows admit nobody any more. */
export async function deleteEndedSessions(database: Database): Promise<void> {
  const idle = lt(session.lastSeenAt, sql`now() - make_interval(mins => ${idleMinutes})`);
  await database.delete(session).where(or(lt(session.expiresAt, sql`now()`), idle));
}
