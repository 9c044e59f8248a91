import { randomUUID } from 'node:crypto';
import { desc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { listAuditOf } from '../../db/queries/audit/audit.ts';
import { findSignedIn, insertSession } from '../../db/queries/sign-in/session.ts';
import * as table from '../../db/schema/schema.ts';
import { dgftSimulator } from '../../test/servers/dgft-simulator.ts';
import { freshDatabase } from '../../test/servers/fresh-database.ts';
import type { Dependencies } from '../dependencies.ts';
import { createSyncAccounts } from './sync-accounts.ts';
import { createSyncFirms } from './sync-firms.ts';
import { createSyncAgencies, createSyncHolidays } from './sync-lists.ts';

const { database } = await freshDatabase();
const dgft = await dgftSimulator();
// The steps of the sync touch these two and nothing else.
const dependencies = { database, dgft: dgft.gateway } as Dependencies;
const syncFirms = createSyncFirms(dependencies);
const syncAgencies = createSyncAgencies(dependencies);
const syncHolidays = createSyncHolidays(dependencies);
const onePage = createSyncAccounts(dependencies);
async function syncAccounts() {
  while ((await onePage()).more);
}

const accountOf = async (subject: string) => {
  const [row] = await database
    .select()
    .from(table.account)
    .where(eq(table.account.dgftSubject, subject));
  return row;
};
const auditOf = async (subject: string) =>
  (await listAuditOf(database, subject)).map(({ body }) => JSON.parse(body));
const register = async (more: Partial<typeof table.account.$inferInsert>) => {
  const id = randomUUID();
  const login = more.login ?? `login-${id}`;
  const email = more.email ?? `${id}@firm.example`;
  await database
    .insert(table.account)
    .values({ role: 'exporter', name: 'Somebody', passwordHash: 'x', ...more, id, login, email });
  return id;
};
const signIn = async (accountId: string) => {
  const tokenHash = randomUUID();
  const session = { tokenHash, accountId, role: 'exporter', network: '', userAgent: '' } as const;
  await insertSession(database, session);
  return tokenHash;
};

beforeEach(() => dgft.setFault({ mode: 'up' }));

describe('R11 an account made at DGFT', () => {
  test('is there with the next sync, without a password, and may do all as the first of its IEC', async () => {
    const { id } = await dgft.makeAccount('AABCK4410M');
    await syncAccounts();
    const made = await accountOf(id);
    expect(made).toMatchObject({
      role: 'exporter',
      login: 'AABCK4410M',
      iec: 'AABCK4410M',
      passwordHash: null,
      active: true,
      rights: ['view', 'prepare', 'sign', 'pay', 'manage'],
    });
    const [firm] = await database
      .select()
      .from(table.exporter)
      .where(eq(table.exporter.iec, 'AABCK4410M'));
    expect(firm).toMatchObject({ status: 'active', record: { name: 'Konkan Textiles Limited' } });
    expect(await auditOf(`account/${made?.id}`)).toMatchObject([
      { action: 'account-made-at-dgft', actor: 'system', after: { iec: 'AABCK4410M' } },
    ]);
  });

  test('of an IEC that somebody manages here looks on only, under its e-mail', async () => {
    const { id, email } = await dgft.makeAccount('AABCK4410M', 'Second@Konkan.example');
    await syncAccounts();
    expect(await accountOf(id)).toMatchObject({ login: email.toLowerCase(), rights: ['view'] });
  });

  test('manages the IEC where nobody active does any more', async () => {
    const iec = '0388012345';
    await register({ login: iec, iec, rights: ['view', 'manage'], active: false });
    const { id } = await dgft.makeAccount(iec);
    await syncAccounts();
    expect((await accountOf(id))?.rights).toContain('manage');
  });

  test('is no second account for who registered here with the same IEC and address', async () => {
    const iec = 'AADCN9021R';
    const accountId = await register({ iec, email: 'arul@nilgiri.example', rights: ['view'] });
    const { id } = await dgft.makeAccount(iec, 'Arul@Nilgiri.example');
    await syncAccounts();
    expect(await accountOf(id)).toMatchObject({ id: accountId, rights: ['view'] });
    expect(await auditOf(`account/${accountId}`)).toMatchObject([
      { action: 'account-linked-to-dgft' },
    ]);
  });

  test('whose e-mail is linked to no IEC yet is not here; linked, it is', async () => {
    const { id } = await dgft.makeAccount(null);
    await syncAccounts();
    expect(await accountOf(id)).toBeUndefined();
    await dgft.changeAccount(id, { iec: 'AAACS7302F' });
    await syncAccounts();
    expect(await accountOf(id)).toMatchObject({ iec: 'AAACS7302F' });
  });

  test('is made once, however often a page is read, and by however many at once', async () => {
    const made = await Promise.all(Array.from({ length: 5 }, () => dgft.makeAccount('AAACS7302F')));
    await Promise.all([syncAccounts(), syncAccounts(), syncAccounts()]);
    await database.update(table.dgftCursor).set({ cursor: '0' });
    await syncAccounts();
    for (const { id } of made) {
      const accountId = (await accountOf(id))?.id;
      expect(await auditOf(`account/${accountId}`)).toHaveLength(1);
    }
  });
});

describe('R11 an account closed at DGFT', () => {
  test('ends here with its sessions; opened again there, it is here again', async () => {
    const { id } = await dgft.makeAccount('AABCK4410M');
    await syncAccounts();
    const accountId = (await accountOf(id))?.id ?? '';
    const session = await signIn(accountId);
    expect(await findSignedIn(database, session)).not.toBeNull();
    await dgft.changeAccount(id, { status: 'closed' });
    await syncAccounts();
    expect(await findSignedIn(database, session)).toBeNull();
    expect(await accountOf(id)).toMatchObject({ active: false });
    await dgft.changeAccount(id, { status: 'active' });
    await syncAccounts();
    expect(await accountOf(id)).toMatchObject({ active: true, dgftClosedAt: null });
    expect(await findSignedIn(database, session)).toBeNull();
    expect((await auditOf(`account/${accountId}`)).map(({ action }) => action)).toEqual([
      'account-made-at-dgft',
      'account-closed-at-dgft',
      'account-opened-again-at-dgft',
    ]);
  });

  test('that was deactivated here before stays so when DGFT opens it again', async () => {
    const { id } = await dgft.makeAccount('AABCK4410M');
    await syncAccounts();
    await database
      .update(table.account)
      .set({ active: false })
      .where(eq(table.account.dgftSubject, id));
    await dgft.changeAccount(id, { status: 'closed' });
    await syncAccounts();
    await dgft.changeAccount(id, { status: 'active' });
    await syncAccounts();
    expect(await accountOf(id)).toMatchObject({ active: false });
  });
});

test('R11 who goes over to another IEC begins anew there: rights, login, sessions, tokens', async () => {
  const { id } = await dgft.makeAccount('AAFCD5518K');
  await syncAccounts();
  const first = await accountOf(id);
  expect(first?.rights).toContain('manage');
  const session = await signIn(first?.id ?? '');
  expect(first?.login).toBe('AAFCD5518K');
  await database.insert(table.apiToken).values({
    id: randomUUID(),
    accountId: first?.id ?? '',
    name: 'program',
    tokenHash: randomUUID(),
    scopes: ['view'],
    expiresAt: new Date(Date.now() + 60_000),
  });
  const { email } = await dgft.changeAccount(id, { iec: 'AABCK4410M' });
  await syncAccounts();
  const moved = { iec: 'AABCK4410M', rights: ['view'], login: email, active: true };
  expect(await accountOf(id)).toMatchObject(moved);
  const tokens = await database.select().from(table.apiToken);
  expect(tokens).toMatchObject([{ revokedAt: expect.any(Date) }]);
  expect(await findSignedIn(database, session)).toBeNull();
});

test('an address changed at DGFT is followed where there is no password here, and only there', async () => {
  const { id } = await dgft.makeAccount('AABCK4410M');
  await syncAccounts();
  await dgft.changeAccount(id, { email: 'first@konkan.example' });
  await syncAccounts();
  expect(await accountOf(id)).toMatchObject({ email: 'first@konkan.example' });
  await database
    .update(table.account)
    .set({ passwordHash: 'x' })
    .where(eq(table.account.dgftSubject, id));
  await dgft.changeAccount(id, { email: 'second@konkan.example' });
  await syncAccounts();
  expect(await accountOf(id)).toMatchObject({ email: 'first@konkan.example' });
});

test('R13 a registered office modified at DGFT arrives here by itself, and the audit tells of it', async () => {
  const iec = 'AABCK4410M';
  await dgft.modifyIec(iec, { line: '12 New Mill Road', city: 'Thane', pincode: '400601' });
  await dgft.modifyIec('AAHCE2290P', { city: 'Delhi' });
  await syncFirms();
  const rows = await database.select().from(table.exporter);
  expect(rows.find((row) => row.iec === iec)).toMatchObject({
    record: { address: ['12 New Mill Road', 'Thane 400601', 'Maharashtra'] },
    details: { registeredOffice: { city: 'Thane' }, gstins: [expect.stringMatching(/^27/)] },
  });
  // A firm that has nothing to do with the service is none of its business.
  expect(rows.find((row) => row.iec === 'AAHCE2290P')).toBeUndefined();
  await dgft.modifyIec(iec, { status: 'suspended' });
  await syncFirms();
  expect(await auditOf(`exporter/${iec}`)).toMatchObject([
    { action: 'exporter-changed-at-dgft', after: { changed: ['record', 'details'] } },
    { before: { status: 'active' }, after: { status: 'suspended', changed: ['status'] } },
  ]);
});

test('R13 the AEO number, which is entered here, outlives what DGFT sends', async () => {
  const iec = 'AADCN9021R';
  await database
    .update(table.exporter)
    .set({ aeo: 'INAADCN9021R1F001' })
    .where(eq(table.exporter.iec, iec));
  await dgft.modifyIec(iec, { city: 'Madurai' });
  await syncFirms();
  const [row] = await database.select().from(table.exporter).where(eq(table.exporter.iec, iec));
  expect(row).toMatchObject({
    aeo: 'INAADCN9021R1F001',
    details: { registeredOffice: { city: 'Madurai' } },
  });
});

test('R40 agencies are as DGFT authorises them, and only what changed is told', async () => {
  await database.insert(table.agency).values({ code: 'EIC', name: 'Old name' });
  await syncAgencies();
  const agencies = await database.select().from(table.agency);
  expect(agencies.find(({ code }) => code === 'EIC')).toMatchObject({
    name: 'Export Inspection Council',
    emailDomain: 'eic.example',
    officialEmail: 'admin@eic.example',
    schemes: expect.arrayContaining(['AIFTA', 'ITFTA', 'GSTP', 'NONPREF-B2B']),
    ownIecs: [],
  });
  expect(agencies.find(({ code }) => code === 'MPEDA')?.ownIecs).toEqual(['AAALM0153D']);
  await syncAgencies();
  expect(await auditOf('agency/EIC')).toMatchObject([
    { before: { name: 'Old name' }, after: { active: true, emailDomain: 'eic.example' } },
  ]);
});

test('a holiday that was moved is moved here; other years stay', async () => {
  const year = new Date().getUTCFullYear();
  await database.insert(table.holiday).values([
    { date: `${year}-02-03`, name: 'Taken back' },
    { date: '2019-02-03', name: 'Long ago' },
  ]);
  await syncHolidays();
  const dates = (await database.select().from(table.holiday)).map(({ date }) => date);
  expect(dates).toEqual(
    expect.arrayContaining([`${year}-01-26`, `${year + 1}-08-15`, '2019-02-03']),
  );
  expect(dates).not.toContain(`${year}-02-03`);
});

test.each(['down', 'cut'])(
  'while DGFT is %s nothing changes; afterwards nothing is missing',
  async (mode) => {
    const { id } = await dgft.makeAccount('AABCK4410M');
    await dgft.setFault({ mode });
    await expect(onePage()).rejects.toMatchObject({ type: 'UpstreamUnavailable' });
    expect(await accountOf(id)).toBeUndefined();
    await dgft.setFault({ mode: 'up' });
    await syncAccounts();
    expect(await accountOf(id)).toMatchObject({ iec: 'AABCK4410M' });
  },
);

test('cursor, rows and audit are kept together or not at all', async () => {
  const { id } = await dgft.makeAccount('AABCK4410M', 'taken@konkan.example');
  const before = await database.select().from(table.dgftCursor);
  // The last login that the sync would choose is somebody's, so that the page's last row fails.
  await register({ login: 'AABCK4410M/'.concat(id), iec: 'AABCK4410M' });
  await register({ login: 'taken@konkan.example', iec: 'AABCK4410M' });
  const other = await dgft.makeAccount('AABCK4410M');
  await expect(onePage()).rejects.toThrow();
  expect(await accountOf(other.id)).toBeUndefined();
  expect(await database.select().from(table.dgftCursor)).toEqual(before);
  const [last] = await database
    .select()
    .from(table.auditEvent)
    .orderBy(desc(table.auditEvent.sequence))
    .limit(1);
  expect(last?.body).not.toContain(other.id);
});
