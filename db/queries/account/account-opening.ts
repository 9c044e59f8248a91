import { randomUUID } from 'node:crypto';
import { and, eq, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../../database.ts';
import {
  account,
  exporter,
  mandate,
  officerCertificate,
  officerOffice,
} from '../../schema/schema.ts';
import type { RegistrationRow } from '../registration/registration.ts';

const byLogin = (login: string) => eq(sql`lower(${account.login})`, login.toLowerCase());

/** Whether an account of this login has a password here; a synced one has none yet. */
export async function findPasswordOf(
  database: Database | Transaction,
  login: string,
): Promise<boolean> {
  const [row] = await database
    .select({ id: account.id })
    .from(account)
    .where(and(byLogin(login), isNotNull(account.passwordHash)));
  return row !== undefined;
}

export type OpenedAccount = {
  accountId: string;
  /** A mandate was given to an agent who has an account already. */
  attached: boolean;
};

/**
 * The account that a finished registration leads to, with whatever hangs on it: office, mandate.
 * null when the login is somebody's already.
 */
export async function openAccountOf(
  transaction: Transaction,
  row: RegistrationRow,
  at: Date,
): Promise<OpenedAccount | null> {
  const login = row.kind === 'exporter' && row.iec ? row.iec : row.applicant.email.toLowerCase();
  const [known] = await transaction.select().from(account).where(byLogin(login)).for('update');
  if (known) return takeUp(transaction, row, known, at);
  const made = await insertAccount(transaction, row, login, at);
  // Another registration for the same login has just been faster, and is committed by now.
  if (!made) return openAccountOf(transaction, row, at);
  const { kind } = row;
  if (kind === 'officer' && row.officeId) {
    const mapping = { accountId: made, officeId: row.officeId };
    await transaction.insert(officerOffice).values(mapping);
  }
  if (kind === 'exporter') {
    await keepAeo(transaction, row);
    await keepSigningToken(transaction, row, made, at);
  }
  if (kind === 'customs-agent') await giveMandate(transaction, row, made, at);
  return { accountId: made, attached: false };
}

/** The id of the new account; null when the login is taken. */
async function insertAccount(
  transaction: Transaction,
  row: RegistrationRow,
  login: string,
  at: Date,
): Promise<string | null> {
  const { applicant, agencyCode, certificate } = row;
  const { role, email, mobile, designation, rights } = applicant;
  const [made] = await transaction
    .insert(account)
    .values({
      id: randomUUID(),
      role,
      login,
      name: certificate?.director ?? applicant.name,
      designation,
      email,
      mobile,
      iec: role === 'exporter' ? row.iec : null,
      agencyCode,
      rights: role === 'exporter' ? rights : [],
      createdAt: at,
    })
    .onConflictDoNothing()
    .returning({ id: account.id });
  return made?.id ?? null;
}

/** An account of this login is there: completed where DGFT's sync made it, mandated where an agent's. */
async function takeUp(
  transaction: Transaction,
  row: RegistrationRow,
  known: typeof account.$inferSelect,
  at: Date,
): Promise<OpenedAccount | null> {
  if (row.kind === 'customs-agent' && known.role === 'customs-agent' && known.active) {
    await giveMandate(transaction, row, known.id, at);
    return { accountId: known.id, attached: true };
  }
  const waitsForPassword = known.dgftSubject !== null && known.passwordHash === null;
  if (row.kind !== 'exporter' || !waitsForPassword || !known.active) return null;
  const { email, mobile, rights } = row.applicant;
  await transaction
    .update(account)
    .set({ email, mobile, rights, iec: row.iec })
    .where(eq(account.id, known.id));
  await keepAeo(transaction, row);
  return { accountId: known.id, attached: false };
}

/** The DSC that was presented signs from the first day on, unless it is registered for somebody. */
async function keepSigningToken(
  transaction: Transaction,
  { certificate: presented }: RegistrationRow,
  accountId: string,
  registeredAt: Date,
): Promise<void> {
  if (!presented?.signing) return;
  const { sha256, validTo, signing } = presented;
  const { certificate, chain } = signing;
  const validity = { validFrom: new Date(signing.validFrom), validTo: new Date(validTo) };
  await transaction
    .insert(officerCertificate)
    .values({ sha256, accountId, certificate, chain, ...validity, registeredAt })
    .onConflictDoNothing();
}

/** A mandate in force for the same exporter is replaced by the newer one. */
async function giveMandate(
  transaction: Transaction,
  { iec, applicant, invitedBy }: RegistrationRow,
  agentId: string,
  at: Date,
): Promise<void> {
  if (iec === null || invitedBy === null) throw new Error('a mandate is given by an exporter');
  await transaction
    .update(mandate)
    .set({ revokedAt: at })
    .where(and(eq(mandate.iec, iec), eq(mandate.agentId, agentId), isNull(mandate.revokedAt)));
  await transaction.insert(mandate).values({
    id: randomUUID(),
    iec,
    agentId,
    rights: applicant.rights,
    grantedBy: invitedBy,
    grantedAt: at,
  });
}

async function keepAeo(transaction: Transaction, { iec, details }: RegistrationRow) {
  if (iec === null || !details?.aeo) return;
  await transaction.update(exporter).set({ aeo: details.aeo }).where(eq(exporter.iec, iec));
}

/** The account as its first password's mail needs it. */
export async function readNewAccount(database: Database, accountId: string) {
  const { login, email, passwordHash, passwordExpiresAt } = account;
  const [row] = await database
    .select({ login, email, passwordHash, passwordExpiresAt })
    .from(account)
    .where(eq(account.id, accountId));
  if (!row) throw new Error(`there is no account ${accountId}`);
  return row;
}

/**
 * Sets a one-use password (R18), unless the account's holder has set one of his own meanwhile.
 * Gives whether it was set.
 */
export async function setFirstPassword(
  database: Database | Transaction,
  accountId: string,
  { hash, expiresAt }: { hash: string; expiresAt: Date },
): Promise<boolean> {
  const nobodysOwn = or(isNull(account.passwordHash), isNotNull(account.passwordExpiresAt));
  const set = await database
    .update(account)
    .set({ passwordHash: hash, passwordExpiresAt: expiresAt })
    .where(and(eq(account.id, accountId), nobodysOwn))
    .returning({ id: account.id });
  return set.length === 1;
}
