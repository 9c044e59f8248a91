import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { listAuditOf } from '../../db/queries/audit/audit.ts';
import {
  type RegistrationRow,
  readRegistration,
} from '../../db/queries/registration/registration.ts';
import { account, mandate, officerOffice } from '../../db/schema/schema.ts';
import type { Role } from '../../domain/authority/role.ts';
import { registrationInStage } from '../../test/records/registration-in-stage.ts';
import {
  complete,
  network,
  on,
  registrationRecord,
} from '../../test/records/registration-record.ts';

const iec = 'AAACS7302F';
const now = new Date();
const { database, steps, owner, rights: all, anAccount, told } = await registrationRecord();

describe('deciding', () => {
  const officerWaiting = () =>
    registrationInStage(database, 'officer', 'awaiting-decision', {
      ...complete,
      agencyCode: 'EIC',
      officeId: 'EIC-MUMBAI',
    });
  const decide = (row: RegistrationRow, accountId: string, role: Role, approve = true) =>
    steps.decideRegistration({
      ...on(row),
      by: { accountId, role },
      expectedRevision: row.revision,
      approve,
      reason: approve ? null : 'unknown here',
      network,
    });

  test("R46 is the agency's administrator's, asked of the record at that moment", async () => {
    const row = await officerWaiting();
    const own = await anAccount('agency-administrator', { agencyCode: 'EIC' });
    const gone = await anAccount('agency-administrator', { agencyCode: 'EIC', active: false });
    const other = await anAccount('agency-administrator', { agencyCode: 'IMC' });
    const operations = await anAccount('dgft-operations');
    for (const [id, role] of [
      [gone, 'agency-administrator'],
      [other, 'agency-administrator'],
      [operations, 'dgft-operations'],
      [operations, 'agency-administrator'],
    ] as const) {
      expect(await decide(row, id, role)).toMatchObject({ refused: { code: 'not-authorised' } });
    }
    expect(await decide(row, own, 'agency-administrator')).toMatchObject({ ready: true });
    expect(await decide(row, own, 'agency-administrator')).toMatchObject({ revision: 4 });
    const actions = (await told(row.id)).map(({ action }) => action);
    expect(actions.filter((one) => one === 'decision-refused')).toHaveLength(4);
    expect(actions.filter((one) => one === 'registration-approved')).toHaveLength(1);
  });

  test('four eyes: nobody decides on whom he has proposed', async () => {
    const [one, two] = [await anAccount('dgft-operations'), await anAccount('dgft-operations')];
    const more = { ...complete, invitedBy: one };
    const row = await registrationInStage(database, 'staff', 'awaiting-decision', more);
    expect(await decide(row, one, 'dgft-operations')).toMatchObject({
      refused: { code: 'own-proposal' },
    });
    expect(await decide(row, two, 'dgft-operations')).toMatchObject({ ready: true });
  });

  test('a rejection ends it, with the reason on record', async () => {
    const own = await anAccount('agency-administrator', { agencyCode: 'EIC' });
    const row = await officerWaiting();
    expect(await decide(row, own, 'agency-administrator', false)).toMatchObject({
      stage: 'refused',
      ready: false,
    });
    const { decision, endedBecause } = await readRegistration(database, row.id);
    expect([decision?.reason, endedBecause]).toEqual(['unknown here', 'not-approved']);
  });
});

describe('opening the account', () => {
  const firm = {
    iec,
    pan: iec,
    firmName: 'Firm',
    status: 'active' as const,
    directors: ['Meera Kulkarni'],
    registeredOffice: [],
    email: 'f@example.org',
    mobile: '9000000101',
  };
  const certificate = {
    sha256: 'x',
    subject: 'CN',
    issuer: 'CN',
    validTo: now.toISOString(),
    iecFoundIn: 'subject.organizationalUnit',
    director: 'Meera Kulkarni',
  };
  const details = { gstin: null, sezState: '27', aeo: null };
  const exporter = (ownIec: string) =>
    registrationInStage(database, 'exporter', 'collecting', {
      ...complete,
      iec: ownIec,
      firm: { ...firm, iec: ownIec },
      certificate,
      details,
      applicant: {
        name: 'Firm',
        email: 'f@example.org',
        mobile: '+919000000101',
        designation: null,
        rights: [...all],
        role: 'exporter',
        brokerFirm: null,
        brokerLicence: null,
      },
    });
  const accountOf = async (login: string) => {
    const [row] = await database.select().from(account).where(eq(account.login, login));
    return row;
  };

  test("R18 an exporter's login is the IEC; the first user may all; repeated it is one account", async () => {
    const row = await exporter('ABCDE1234F');
    const [one, two] = [await steps.openAccount(on(row)), await steps.openAccount(on(row))];
    expect(one).toMatchObject({ stage: 'active', revision: 4 });
    expect(two).toEqual(one);
    expect(await accountOf('ABCDE1234F')).toMatchObject({
      role: 'exporter',
      name: 'Meera Kulkarni',
      rights: all,
      passwordHash: null,
      mobile: '+919000000101',
    });
    const { accountId } = await readRegistration(database, row.id);
    const opened = await listAuditOf(database, `account/${accountId}`);
    expect(opened.map(({ body }) => JSON.parse(body).action)).toEqual(['account-opened']);
  });

  test('R11 an account that came from DGFT without a password is completed; one with a password is not touched', async () => {
    const synced = 'ABCDE1234G';
    await anAccount('exporter', { login: synced, iec: synced, dgftSubject: 'person-1' });
    expect(await steps.openAccount(on(await exporter(synced)))).toMatchObject({ stage: 'active' });
    expect(await accountOf(synced)).toMatchObject({ dgftSubject: 'person-1', rights: all });
    const taken = 'ABCDE1234H';
    await anAccount('exporter', { login: taken, iec: taken, passwordHash: 'own' });
    const late = await exporter(taken);
    expect(await steps.openAccount(on(late))).toMatchObject({ stage: 'refused' });
    expect((await readRegistration(database, late.id)).endedBecause).toBe('already-registered');
    expect(await accountOf(taken)).toMatchObject({ passwordHash: 'own', rights: [] });
  });

  test('R46 an officer is mapped to the office that was asked for', async () => {
    const row = await registrationInStage(database, 'officer', 'awaiting-decision', {
      ...complete,
      agencyCode: 'EIC',
      officeId: 'EIC-MUMBAI',
      decision: { approved: true, by: owner.accountId, at: now.toISOString(), reason: null },
    });
    await steps.openAccount(on(row));
    const { accountId } = await readRegistration(database, row.id);
    const mapped = await database
      .select()
      .from(officerOffice)
      .where(eq(officerOffice.accountId, accountId ?? ''));
    expect(mapped).toMatchObject([{ officeId: 'EIC-MUMBAI' }]);
  });

  test('never before its time', async () => {
    const row = await registrationInStage(database, 'officer', 'awaiting-decision', {
      ...complete,
      agencyCode: 'EIC',
    });
    await expect(steps.openAccount(on(row))).rejects.toMatchObject({ type: 'Corrupt' });
  });

  test('R10 a further user has the rights that were given, unless who gave them may no more', async () => {
    const invited = { ...complete, iec, invitedBy: owner.accountId };
    const row = await registrationInStage(database, 'exporter-user', 'collecting', invited);
    await steps.openAccount(on(row));
    expect(await accountOf(row.applicant.email)).toMatchObject({
      iec,
      rights: ['view', 'prepare'],
    });
    const former = await anAccount('exporter', { iec, rights: ['view', 'prepare'] });
    const late = { ...invited, invitedBy: former };
    const orphan = await registrationInStage(database, 'exporter-user', 'collecting', late);
    expect(await steps.openAccount(on(orphan))).toMatchObject({ stage: 'withdrawn' });
    expect(await accountOf(orphan.applicant.email)).toBeUndefined();
  });

  test('of two who finish for one IEC at once one gets the account; an agent invited twice gets both mandates', async () => {
    const [one, two] = [await exporter('ABCDE1234K'), await exporter('ABCDE1234K')];
    const both = await Promise.all([one, two].map((row) => steps.openAccount(on(row))));
    expect(both.map(({ stage }) => stage).toSorted()).toEqual(['active', 'refused']);
    const other = await anAccount('exporter', { iec: '0388012345', rights: [...all] });
    const applicant = { ...one.applicant, email: `${randomUUID()}@example.org` };
    const agent = { ...complete, applicant: { ...applicant, role: 'customs-agent' as const } };
    const invited = await Promise.all([
      registrationInStage(database, 'customs-agent', 'collecting', {
        ...agent,
        iec,
        invitedBy: owner.accountId,
      }),
      registrationInStage(database, 'customs-agent', 'collecting', {
        ...agent,
        iec: '0388012345',
        invitedBy: other,
      }),
    ]);
    const opened = await Promise.all(invited.map((row) => steps.openAccount(on(row))));
    expect(opened.map(({ stage }) => stage)).toEqual(['active', 'active']);
    const { id = '' } = (await accountOf(applicant.email)) ?? {};
    const given = await database.select().from(mandate).where(eq(mandate.agentId, id));
    expect(given.map((one) => one.iec).toSorted()).toEqual(['0388012345', iec]);
  });

  test('an agent who has an account gets one mandate of the newest rights; nobody else’s account is taken', async () => {
    const invited = { ...complete, iec, invitedBy: owner.accountId };
    const row = await registrationInStage(database, 'customs-agent', 'collecting', invited);
    await steps.openAccount(on(row));
    const again = await registrationInStage(database, 'customs-agent', 'collecting', {
      ...invited,
      applicant: { ...row.applicant, rights: ['view'] },
    });
    expect(await steps.openAccount(on(again))).toMatchObject({ stage: 'active' });
    const agent = await accountOf(row.applicant.email);
    const given = await database
      .select()
      .from(mandate)
      .where(eq(mandate.agentId, agent?.id ?? ''));
    const inForce = given.filter(({ revokedAt }) => revokedAt === null);
    expect([given.length, inForce.map(({ rights }) => rights)]).toEqual([2, [['view']]]);

    const login = `${randomUUID()}@example.org`;
    await anAccount('officer', { login, agencyCode: 'EIC' });
    const clash = await registrationInStage(database, 'customs-agent', 'collecting', {
      ...invited,
      applicant: { ...row.applicant, email: login },
    });
    expect(await steps.openAccount(on(clash))).toMatchObject({ stage: 'withdrawn' });
  });
});
