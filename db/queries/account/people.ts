import { and, asc, eq, gt, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { Role } from '../../../domain/authority/role.ts';
import type { Database, Transaction } from '../../database.ts';
import { account, auditEvent, officerCertificate, officerOffice } from '../../schema/schema.ts';

/** What those who manage people see of them; no secret is in it. */
const shown = {
  id: account.id,
  role: account.role,
  login: account.login,
  name: account.name,
  designation: account.designation,
  email: account.email,
  iec: account.iec,
  agencyCode: account.agencyCode,
  rights: account.rights,
  active: account.active,
  signatureKey: account.signatureKey,
  locked: sql<boolean>`coalesce(${account.lockedUntil} > now(), false)`,
  offices: sql<string[]>`array(select ${officerOffice.officeId} from ${officerOffice}
    where ${officerOffice.accountId} = ${account.id} order by 1)`,
  tokenValidUntil: officerCertificate.validTo,
  /** ISO instant, as the audit has it. */
  lastSignInAt: sql<string | null>`(select ${auditEvent.at} from ${auditEvent}
    where ${auditEvent.subject} = 'account/' || ${account.id} and ${auditEvent.action} = 'signed-in'
    order by ${auditEvent.sequence} desc limit 1)`,
};

const people = (database: Database | Transaction, where: SQL | undefined) =>
  database
    .select(shown)
    .from(account)
    .leftJoin(
      officerCertificate,
      and(eq(officerCertificate.accountId, account.id), isNull(officerCertificate.replacedAt)),
    )
    .where(where)
    .$dynamic();

export type Person = Awaited<ReturnType<typeof people>>[number];

/** Officers of one agency, or of all with null; by name. */
export function listOfficers(database: Database, agencyCode: string | null): Promise<Person[]> {
  const ofAgency = agencyCode === null ? undefined : eq(account.agencyCode, agencyCode);
  return people(database, and(eq(account.role, 'officer'), ofAgency)).orderBy(
    asc(account.name),
    asc(account.id),
  );
}

/** Everybody who acts for one of these exporters as its own user; by name. */
export function listUsersOf(database: Database, iecs: readonly string[]): Promise<Person[]> {
  return people(database, inArray(account.iec, [...iecs])).orderBy(
    asc(account.name),
    asc(account.id),
  );
}

/** People of some roles in the order of their ids, a page at a time. */
export function listByRole(
  database: Database,
  asked: { roles: readonly Role[]; after: string | null; limit: number },
): Promise<Person[]> {
  const { roles, after, limit } = asked;
  const beyond = after === null ? undefined : gt(account.id, after);
  return people(database, and(inArray(account.role, [...roles]), beyond))
    .orderBy(asc(account.id))
    .limit(limit);
}

/** One person; null when there is none. */
export async function findPerson(
  database: Database | Transaction,
  accountId: string,
): Promise<Person | null> {
  const [row] = await people(database, eq(account.id, accountId));
  return row ?? null;
}
