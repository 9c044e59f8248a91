import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { activateAccount, findAccount } from '../../db/queries/account/account-activity.ts';
import { listAuditOf } from '../../db/queries/audit/audit.ts';
import { account, agency, office, officerOffice } from '../../db/schema/schema.ts';
import { caseInStage, issuedCertificate } from '../../test/records/case-in-stage.ts';
import { freshDatabase } from '../../test/servers/fresh-database.ts';
import { caseRunId } from '../../workflows/case/contract.ts';
import { createDeactivateOfficer } from './deactivate-officer.ts';
import { createListCasesToRelease } from './list-cases-to-release.ts';
import { createMapOfficer } from './map-officer.ts';

const { database } = await freshDatabase();
const deactivateOfficer = createDeactivateOfficer({ database });
const mapOfficer = createMapOfficer({ database });

for (const code of ['EIC', 'IMC']) {
  await database.insert(agency).values({ code, name: code });
  for (const place of ['PUNE', 'MUMBAI']) {
    await database.insert(office).values({
      id: `${code}-${place}`,
      agencyCode: code,
      code: place,
      name: place,
      place,
      address: ['1 Harbour Road'],
      merchantId: '',
      checksumKeySealed: '',
    });
  }
}

async function person(role: 'officer' | 'agency-administrator', agencyCode = 'EIC') {
  const id = randomUUID();
  const email = `${id}@example.org`;
  await database.insert(account).values({ id, role, login: id, name: 'One', email, agencyCode });
  return id;
}
const byWhom = (accountId: string) => ({ accountId, network: '127.0.0.1' });
const isActive = async (id: string) => (await findAccount(database, id))?.active;
const officesOf = async (id: string) =>
  (await database.select().from(officerOffice).where(eq(officerOffice.accountId, id))).map(
    ({ officeId }) => officeId,
  );
const administrator = await person('agency-administrator');

describe('R45 the steps on an officer', () => {
  test('cases that only he could sign are found by what they are for: their runs differ', async () => {
    const [exporterId, officerId] = [randomUUID(), await person('officer')];
    const who = { role: 'exporter' as const, login: exporterId, name: 'One', email: 'e@x.example' };
    await database.insert(account).values({ id: exporterId, iec: 'AAACS7302F', ...who });
    const owner = { accountId: exporterId, iec: 'AAACS7302F' };
    const parent = await issuedCertificate(database, owner, officerId);
    const waiting = (more = {}) =>
      caseInStage(database, 'awaiting-signature', owner, { signingOfficerId: officerId, ...more });
    const request = { parent, grounds: { reasons: ['lost'], explanation: 'As told.' } };
    const original = await waiting();
    const inLieu = await waiting({ purpose: 'in-lieu', ...request });
    const copy = await waiting({ purpose: 'true-copy', ...request });
    const found = await createListCasesToRelease({ database })({ officerId });
    expect(found.applicationIds).toEqual([original]);
    expect(found.requests?.map(caseRunId).toSorted()).toEqual([
      `in-lieu/${inLieu}`,
      `true-copy/${copy}`,
    ]);
  });

  test('a deactivation that is repeated late does not undo an activation', async () => {
    const officerId = await person('officer');
    const input = { officerId, by: byWhom(administrator), step: 'deactivation/one' };
    expect(await deactivateOfficer(input)).toEqual({ active: false, changed: true });
    await database.transaction((own) => activateAccount(own, officerId));
    await deactivateOfficer(input);
    expect(await isActive(officerId)).toBe(true);
    await deactivateOfficer({ ...input, step: 'deactivation/two' });
    expect(await isActive(officerId)).toBe(false);
    expect(await listAuditOf(database, `account/${officerId}`)).toHaveLength(2);
  });

  test('a mapping that is repeated late does not undo a later one', async () => {
    const officerId = await person('officer');
    const by = byWhom(administrator);
    const first = { officerId, by, offices: ['EIC-PUNE'], step: 'remapping/one' };
    await mapOfficer(first);
    await mapOfficer({ ...first, offices: ['EIC-MUMBAI'], step: 'remapping/two' });
    await mapOfficer(first);
    expect(await officesOf(officerId)).toEqual(['EIC-MUMBAI']);
  });

  test.each([
    ['of another agency', () => person('agency-administrator', 'IMC')],
    ['who is an officer', () => person('officer')],
    [
      'who was deactivated meanwhile',
      async () => {
        const id = await person('agency-administrator');
        await database.update(account).set({ active: false }).where(eq(account.id, id));
        return id;
      },
    ],
  ])('are refused to somebody %s, whatever the API let through', async (_who, make) => {
    const officerId = await person('officer');
    const by = byWhom(await make());
    const refused = { refused: { code: 'not-authorised' } };
    expect(await deactivateOfficer({ officerId, by, step: 's' })).toMatchObject(refused);
    const offices = ['EIC-PUNE'];
    expect(await mapOfficer({ officerId, by, offices, step: 's' })).toMatchObject(refused);
    expect([await isActive(officerId), await officesOf(officerId)]).toEqual([true, []]);
    expect(await listAuditOf(database, `account/${officerId}`)).toEqual([]);
  });

  test('take no office of another agency', async () => {
    const officerId = await person('officer');
    const offices = ['EIC-PUNE', 'IMC-PUNE'];
    const answer = await mapOfficer({ officerId, by: byWhom(administrator), offices, step: 's' });
    expect(answer).toMatchObject({ refused: { code: 'office-not-of-agency' } });
    expect(await officesOf(officerId)).toEqual([]);
  });
});
