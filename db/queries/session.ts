import { and, eq, gt, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Actor, Right } from '../../domain/authority/actor.ts';
import type { Database } from '../database.ts';
import { account, mandate, officerOffice, session } from '../schema/schema.ts';

/** A person who has signed in, with all that access hangs on, as it stands at this request. */
export type SignedIn = Actor & {
  login: string;
  name: string;
  designation: string | null;
  /** The exporter that the person belongs to. */
  iec: string | null;
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

const mandatesOfAgent = sql<{ iec: string; rights: Right[] }[]>`coalesce((
  select jsonb_agg(jsonb_build_object('iec', ${mandate.iec}, 'rights', ${mandate.rights}))
  from ${mandate} where ${mandate.agentId} = ${account.id} and ${mandate.revokedAt} is null), '[]')`;
const officesOfOfficer = sql<string[]>`array(select ${officerOffice.officeId} from ${officerOffice}
  where ${officerOffice.accountId} = ${account.id})`;

const ofAccount = {
  accountId: account.id,
  role: account.role,
  login: account.login,
  name: account.name,
  designation: account.designation,
  iec: account.iec,
  rights: account.rights,
  agencyCode: account.agencyCode,
  offices: officesOfOfficer,
  mandates: mandatesOfAgent,
};

type AccountRow = Omit<SignedIn, 'iecs' | 'scopes'> & {
  rights: Right[];
  mandates: { iec: string; rights: Right[] }[];
};

/** A person's authority: an exporter's user acts for the own IEC, an agent for those who mandated him. */
function signedInFrom({ rights, mandates, ...row }: AccountRow, scopes: Right[] | null): SignedIn {
  return { ...row, iecs: row.iec ? [{ iec: row.iec, rights }] : mandates, scopes };
}

/** Who holds this token; null when it expired, idled, was revoked, or the account is inactive. */
export async function findSignedIn(
  database: Database,
  tokenHash: string,
): Promise<(SignedIn & { lastSeenAt: Date }) | null> {
  const [row] = await database
    .select({ ...ofAccount, lastSeenAt: session.lastSeenAt })
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
  if (!row) return null;
  const { lastSeenAt, ...person } = row;
  return { ...signedInFrom(person, null), lastSeenAt };
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
