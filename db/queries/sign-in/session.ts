import { and, desc, eq, gt, inArray, lt, ne, notInArray, or, type SQL, sql } from 'drizzle-orm';
import type { Actor, Right, TokenScope } from '../../../domain/authority/actor.ts';
import type { Role } from '../../../domain/authority/role.ts';
import {
  type Duty,
  dutiesOf,
  rolesWithAuthenticator,
  sessionLimitsOf,
  sessionsAtOnce,
  strictLimits,
  usualLimits,
} from '../../../domain/authority/sign-in-rules.ts';
import type { Database, Transaction } from '../../database.ts';
import { account, mandate, officerOffice, session } from '../../schema/schema.ts';
import { isAbsent } from '../account/absence.ts';
import { isInForce } from '../account/in-force.ts';

/** A person who has signed in, with all that access hangs on, as it stands at this request. */
export type SignedIn = Actor & {
  login: string;
  name: string;
  designation: string | null;
  /** The exporter that the person belongs to. */
  iec: string | null;
  /** What must be done before anything else may be; empty for almost everybody. */
  mustDo: Duty[];
};

const strictRoles = inArray(account.role, rolesWithAuthenticator);
const idleMinutes: SQL = sql`case when ${strictRoles} then ${strictLimits.idleMinutes}::int
  else ${usualLimits.idleMinutes}::int end`;
const stillFresh: SQL = sql`${session.lastSeenAt} > now() - make_interval(mins => ${idleMinutes})`;
const inForce = and(gt(session.expiresAt, sql`now()`), stillFresh);

export type NewSession = {
  tokenHash: string;
  accountId: string;
  role: Role;
  network: string;
  userAgent: string;
};

/** Begins a session; the oldest ones of the same person end where they are too many. */
export async function insertSession(
  database: Database | Transaction,
  { role, ...begun }: NewSession,
): Promise<void> {
  const { absoluteHours } = sessionLimitsOf(role);
  await database.insert(session).values({
    ...begun,
    expiresAt: sql`now() + make_interval(hours => ${absoluteHours})`,
  });
  const kept = database
    .select({ tokenHash: session.tokenHash })
    .from(session)
    .innerJoin(account, eq(account.id, session.accountId))
    .where(and(eq(session.accountId, begun.accountId), inForce))
    .orderBy(sql`${session.tokenHash} = ${begun.tokenHash} desc`, desc(session.createdAt))
    .limit(sessionsAtOnce);
  await database
    .delete(session)
    .where(and(eq(session.accountId, begun.accountId), notInArray(session.tokenHash, kept)));
}

const mandatesOfAgent = sql<{ iec: string; rights: Right[] }[]>`coalesce((
  select jsonb_agg(jsonb_build_object('iec', ${mandate.iec}, 'rights', ${mandate.rights}))
  from ${mandate} where ${mandate.agentId} = ${account.id} and ${mandate.revokedAt} is null), '[]')`;
const officesOfOfficer = sql<string[]>`array(select ${officerOffice.officeId} from ${officerOffice}
  where ${officerOffice.accountId} = ${account.id})`;

/** What of an account a request is answered by; `signedInFrom` reads a row of it. */
export const personColumns = {
  accountId: account.id,
  role: account.role,
  login: account.login,
  name: account.name,
  designation: account.designation,
  iec: account.iec,
  rights: account.rights,
  agencyCode: account.agencyCode,
  offices: officesOfOfficer,
  absent: isAbsent(sql`account.id`),
  mandates: mandatesOfAgent,
  passwordIsMailed: sql<boolean>`${account.passwordExpiresAt} is not null`,
  hasAuthenticator: sql<boolean>`${account.totpSecretSealed} is not null`,
};

type PersonRow = Omit<SignedIn, 'iecs' | 'scopes' | 'mustDo'> & {
  rights: Right[];
  mandates: { iec: string; rights: Right[] }[];
  passwordIsMailed: boolean;
  hasAuthenticator: boolean;
};

/** A person's authority: an exporter's user acts for the own IEC, an agent for those who mandated him. */
export function signedInFrom(row: PersonRow, scopes: TokenScope[] | null): SignedIn {
  const { rights, mandates, passwordIsMailed, hasAuthenticator, ...person } = row;
  const iecs = person.iec ? [{ iec: person.iec, rights }] : mandates;
  return { ...person, iecs, scopes, mustDo: dutiesOf(row) };
}

/** Who holds this token; null when it expired, idled, was revoked, or the account or its agency is inactive. */
export async function findSignedIn(
  database: Database,
  tokenHash: string,
): Promise<(SignedIn & { lastSeenAt: Date }) | null> {
  const [row] = await database
    .select({ ...personColumns, lastSeenAt: session.lastSeenAt })
    .from(session)
    .innerJoin(account, eq(account.id, session.accountId))
    .where(and(eq(session.tokenHash, tokenHash), inForce, isInForce));
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
export async function deleteSession(
  database: Database | Transaction,
  tokenHash: string,
): Promise<void> {
  await database.delete(session).where(eq(session.tokenHash, tokenHash));
}

/** A session as its owner sees it. */
export type OwnSession = {
  id: string;
  tokenHash: string;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
  network: string;
  userAgent: string;
};

/** The person's sessions that are in force, the latest used first. */
export function listSessions(database: Database, accountId: string): Promise<OwnSession[]> {
  const { id, tokenHash, createdAt, lastSeenAt, expiresAt, network, userAgent } = session;
  return database
    .select({ id, tokenHash, createdAt, lastSeenAt, expiresAt, network, userAgent })
    .from(session)
    .innerJoin(account, eq(account.id, session.accountId))
    .where(and(eq(session.accountId, accountId), inForce))
    .orderBy(desc(lastSeenAt));
}

/** Ends one of the person's own sessions; false when there is no such one. */
export async function deleteOwnSession(
  database: Database | Transaction,
  accountId: string,
  id: string,
): Promise<boolean> {
  const rows = await database
    .delete(session)
    .where(and(eq(session.accountId, accountId), eq(session.id, id)))
    .returning({ id: session.id });
  return rows.length === 1;
}

/** Ends all sessions of a person, but for the one with the hash `kept`; gives how many. */
export async function deleteSessionsOf(
  database: Database | Transaction,
  accountId: string,
  kept: string | null = null,
): Promise<number> {
  const others = kept === null ? undefined : ne(session.tokenHash, kept);
  const rows = await database
    .delete(session)
    .where(and(eq(session.accountId, accountId), others))
    .returning({ id: session.id });
  return rows.length;
}

/** Removes what has expired or idled out: such rows admit nobody any more. */
export async function deleteEndedSessions(database: Database): Promise<void> {
  const idle = lt(
    session.lastSeenAt,
    sql`now() - make_interval(mins => ${usualLimits.idleMinutes})`,
  );
  await database.delete(session).where(or(lt(session.expiresAt, sql`now()`), idle));
}
