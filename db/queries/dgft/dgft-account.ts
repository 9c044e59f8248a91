import { randomUUID } from 'node:crypto';
import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import type { AuditAction } from '../../../domain/audit-actions.ts';
import type { Right } from '../../../domain/authority/actor.ts';
import type { Transaction } from '../../database.ts';
import { account } from '../../schema/schema.ts';
import { activateAccount, deactivateAccount } from '../account/account-activity.ts';
import type { AuditEntry } from '../audit/audit.ts';

/** A person as DGFT vouches for him; `mobile` where DGFT says it. */
export type VouchedPerson = {
  subject: string;
  iec: string | null;
  name: string;
  email: string;
  /** `+91` and ten digits. */
  mobile: string | null;
  active: boolean;
};

type Account = typeof account.$inferSelect;

/** What became of a person's account, and what the audit is to be told at the transaction's end. */
export type AccountOutcome = { accountId: string | null; told: AuditEntry[] };

const firstUsersRights: Right[] = ['view', 'prepare', 'sign', 'pay', 'manage'];
const furtherUsersRights: Right[] = ['view'];
const lower = (text: string) => text.toLowerCase();

const entry = (
  accountId: string,
  action: AuditAction,
  at: Date,
  before: Record<string, unknown> | null,
  after: Record<string, unknown>,
): AuditEntry => ({
  subject: `account/${accountId}`,
  actor: 'system',
  role: null,
  action,
  at,
  before,
  after,
});

/**
 * Whoever comes first for an IEC manages it; everybody after him looks on until that one gives more.
 * An IEC that nobody active manages any more would be lost for good, so the next one manages it.
 */
async function rightsFor(
  transaction: Transaction,
  iec: string,
  accountId: string,
): Promise<Right[]> {
  const manages = and(
    eq(account.iec, iec),
    eq(account.active, true),
    ne(account.id, accountId),
    sql`'manage' = any(${account.rights})`,
  );
  return (await transaction.$count(account, manages)) > 0 ? furtherUsersRights : firstUsersRights;
}

/** The IEC where nobody has it as login; otherwise the e-mail, otherwise both with the subject. */
async function freeLogin(
  transaction: Transaction,
  { iec, email, subject }: { iec: string; email: string; subject: string },
): Promise<string> {
  for (const login of [iec, lower(email)]) {
    const taken = eq(sql`lower(${account.login})`, lower(login));
    if ((await transaction.$count(account, taken)) === 0) return login;
  }
  return `${iec}/${subject}`;
}

/** Somebody who registered here for the same IEC with the same address is the same person. */
async function findUnlinked(transaction: Transaction, { iec, email }: VouchedPerson) {
  const [found] = await transaction
    .select()
    .from(account)
    .where(
      and(
        eq(account.role, 'exporter'),
        eq(account.iec, iec ?? ''),
        eq(sql`lower(${account.email})`, lower(email)),
        isNull(account.dgftSubject),
      ),
    )
    .orderBy(account.createdAt)
    .limit(1)
    .for('update');
  return found;
}

async function open(
  transaction: Transaction,
  person: VouchedPerson & { iec: string },
  at: Date,
): Promise<AccountOutcome> {
  const { subject, iec, name, email, mobile } = person;
  const same = await findUnlinked(transaction, person);
  if (same) {
    await transaction.update(account).set({ dgftSubject: subject }).where(eq(account.id, same.id));
    const told = [entry(same.id, 'account-linked-to-dgft', at, null, { iec })];
    return { accountId: same.id, told };
  }
  const id = randomUUID();
  const rights = await rightsFor(transaction, iec, id);
  const login = await freeLogin(transaction, { iec, email, subject });
  await transaction.insert(account).values({
    id,
    role: 'exporter',
    login,
    name,
    email,
    mobile,
    iec,
    rights,
    dgftSubject: subject,
    createdAt: at,
  });
  return { accountId: id, told: [entry(id, 'account-made-at-dgft', at, null, { iec, rights })] };
}

async function close(transaction: Transaction, { id }: Account, at: Date) {
  const ended = await deactivateAccount(transaction, id);
  await transaction.update(account).set({ dgftClosedAt: at }).where(eq(account.id, id));
  const [before, after] = [{ active: true }, { active: false, ...ended }];
  return entry(id, 'account-closed-at-dgft', at, before, after);
}

/** Only what DGFT's closing ended: who was deactivated here stays so. */
async function reopen(transaction: Transaction, { id }: Account, at: Date) {
  await activateAccount(transaction, id);
  await transaction.update(account).set({ dgftClosedAt: null }).where(eq(account.id, id));
  return entry(id, 'account-opened-again-at-dgft', at, { active: false }, { active: true });
}

/**
 * Rights, sessions and API tokens were given for the IEC before: for another one the person begins
 * anew, under a login that is not the old firm's.
 */
async function move(
  transaction: Transaction,
  { id, iec, rights, active }: Account,
  person: VouchedPerson & { iec: string },
  at: Date,
) {
  const to = person.iec;
  const given = await rightsFor(transaction, to, id);
  const login = await freeLogin(transaction, person);
  await deactivateAccount(transaction, id);
  await transaction
    .update(account)
    .set({ iec: to, rights: given, login, active })
    .where(eq(account.id, id));
  const after = { iec: to, rights: given };
  return entry(id, 'account-moved-at-dgft', at, { iec, rights }, after);
}

/** Who has a password here has confirmed his address here, and changes it here. */
async function followContact(
  transaction: Transaction,
  known: Account,
  { name, email, mobile }: VouchedPerson,
  at: Date,
): Promise<AuditEntry[]> {
  const said = { name, email, mobile: mobile ?? known.mobile };
  const changed = (['name', 'email', 'mobile'] as const).filter((key) => said[key] !== known[key]);
  if (known.passwordHash !== null || changed.length === 0) return [];
  await transaction.update(account).set(said).where(eq(account.id, known.id));
  return [entry(known.id, 'account-changed-at-dgft', at, null, { changed })];
}

/**
 * Brings the account of a person to what DGFT says: made, linked to the one he has here, closed with
 * its sessions, opened again, moved to another IEC. Repeated, it changes nothing. The caller tells
 * the audit `told` as the transaction's last act. `accountId` is null where nothing is to be opened.
 */
export async function followDgftAccount(
  transaction: Transaction,
  person: VouchedPerson,
  at: Date,
): Promise<AccountOutcome> {
  const { subject, iec } = person;
  // Two first users of one IEC must not both find that there is none yet.
  await transaction.execute(sql`select pg_advisory_xact_lock(hashtext(${`exporter/${iec}`}))`);
  const [known] = await transaction
    .select()
    .from(account)
    .where(eq(account.dgftSubject, subject))
    .for('update');
  const stands = person.active && iec !== null;
  if (!known) {
    return stands ? open(transaction, { ...person, iec }, at) : { accountId: null, told: [] };
  }
  const told: AuditEntry[] = [];
  if (!stands) {
    if (known.active) told.push(await close(transaction, known, at));
    return { accountId: known.id, told };
  }
  if (known.iec !== iec) told.push(await move(transaction, known, { ...person, iec }, at));
  if (known.dgftClosedAt !== null) told.push(await reopen(transaction, known, at));
  told.push(...(await followContact(transaction, known, person, at)));
  return { accountId: known.id, told };
}
