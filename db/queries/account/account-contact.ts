import { and, asc, desc, eq, ne, or, sql } from 'drizzle-orm';
import type { Language } from '../../../domain/notification/letter.ts';
import type { Database, Transaction } from '../../database.ts';
import { account, agency, exporter } from '../../schema/schema.ts';

const lower = (text: string) => text.trim().toLowerCase();

/** How many accounts with one address are told: one person may act for several exporters. */
const mostAccounts = 5;

/** The active accounts with this login or, where there is none, with this e-mail address. */
export async function findResetAccounts(database: Database, login: string): Promise<string[]> {
  const asLogin = eq(sql`lower(${account.login})`, lower(login));
  const asEmail = eq(sql`lower(${account.email})`, lower(login));
  const rows = await database
    .select({ id: account.id, byLogin: sql<boolean>`${asLogin}` })
    .from(account)
    .where(and(or(asLogin, asEmail), eq(account.active, true)))
    .orderBy(desc(asLogin), asc(account.createdAt))
    .limit(mostAccounts);
  const named = rows.filter(({ byLogin }) => byLogin);
  return (named.length > 0 ? named : rows).map(({ id }) => id);
}

const contact = {
  id: account.id,
  role: account.role,
  login: account.login,
  name: account.name,
  email: account.email,
  mobile: account.mobile,
  language: account.language,
  iec: account.iec,
  agencyCode: account.agencyCode,
  rights: account.rights,
  active: account.active,
  passwordHash: account.passwordHash,
  passwordExpiresAt: account.passwordExpiresAt,
  hasAuthenticator: sql<boolean>`${account.totpSecretSealed} is not null`,
  createdAt: account.createdAt,
  agencyName: agency.name,
  /** What an address of the agency ends in; null where DGFT has told none, or there is no agency. */
  emailDomain: agency.emailDomain,
  firmName: sql<string | null>`${exporter.record} ->> 'name'`,
};

/** An account as its owner sees it, with what a password must not be made of. */
export type AccountContact = NonNullable<Awaited<ReturnType<typeof readAccountContact>>>;

/** null when there is no such account. */
export async function readAccountContact(database: Database | Transaction, accountId: string) {
  const [row] = await database
    .select(contact)
    .from(account)
    .leftJoin(agency, eq(agency.code, account.agencyCode))
    .leftJoin(exporter, eq(exporter.iec, account.iec))
    .where(eq(account.id, accountId));
  return row ?? null;
}

/** Whether another account signs in by this address. */
export async function isOthersLogin(
  database: Database | Transaction,
  login: string,
  accountId: string,
): Promise<boolean> {
  const taken = and(eq(sql`lower(${account.login})`, lower(login)), ne(account.id, accountId));
  return (await database.$count(account, taken)) > 0;
}

/**
 * Holds an account until the transaction ends, so that what is decided on it is decided in turn.
 * Whoever also takes its codes does this first, or two could wait for each other.
 */
export async function lockAccount(transaction: Transaction, accountId: string): Promise<void> {
  await transaction
    .select({ id: account.id })
    .from(account)
    .where(eq(account.id, accountId))
    .for('update');
}

/** Sets the address; the login too, where that is the address. Throws where it is another's login. */
export async function setEmail(
  transaction: Transaction,
  { accountId, email, alsoLogin }: { accountId: string; email: string; alsoLogin: boolean },
): Promise<void> {
  await transaction
    .update(account)
    .set({ email, ...(alsoLogin ? { login: email } : {}) })
    .where(eq(account.id, accountId));
}

export async function setMobile(
  transaction: Transaction,
  { accountId, mobile }: { accountId: string; mobile: string },
): Promise<void> {
  await transaction.update(account).set({ mobile }).where(eq(account.id, accountId));
}

/** Sets what mails and SMS of cases are written in. */
export async function setLanguage(
  database: Database,
  { accountId, language }: { accountId: string; language: Language },
): Promise<void> {
  await database.update(account).set({ language }).where(eq(account.id, accountId));
}
