import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { listAuditOf } from '../../../db/queries/audit/audit.ts';
import { agency, office } from '../../../db/schema/schema.ts';
import { exampleApplication } from '../../../test/records/example-application.ts';
import { apiServer, type Login } from '../../../test/servers/api-server.ts';
import { officeAnswer, officesAnswer } from '../../schemas/office/office.ts';

const { call, database, idOf } = await apiServer();

const fresh = {
  code: 'PUNE',
  name: 'EIC Pune',
  place: 'Pune',
  address: ['Plot 7', 'Pune 411001'],
  schemes: null,
  workingHours: { days: [1, 2, 3, 4, 5], from: '09:30', to: '17:30' },
  walletEnabled: false,
};
const { code: _, ...settings } = { ...fresh, active: true };

async function ask(path: string, body: unknown, as: Login, method: string, revision?: number) {
  const headers: Record<string, string> = revision ? { 'if-match': `"${revision}"` } : {};
  const answer = await call(`/api/v1${path}`, { method, body, as, headers });
  const read = (await answer.json()) as { code?: string; revision?: number };
  return { status: answer.status, code: read.code, body: read };
}
const put = (path: string, body: unknown, revision?: number, as: Login = 'administrator') =>
  ask(path, body, as, 'PUT', revision);
const add = (body: unknown, agencyCode = 'EIC') =>
  ask(`/agencies/${agencyCode}/offices`, body, 'administrator', 'POST');
const told = async (officeId: string) =>
  (await listAuditOf(database, `office/${officeId}`)).map(({ body }) => JSON.parse(body));
const draftAt = (officeCode: string) =>
  ask('/applications', { ...exampleApplication(), office: officeCode }, 'exporter', 'POST');

describe('R41 an agency adds offices', () => {
  it('of its own, once each, and the audit tells it', async () => {
    const added = await add(fresh);
    expect(added.status).toBe(201);
    const { code: officeCode, ...rest } = fresh;
    expect(officeAnswer.parse(added.body)).toMatchObject({
      ...rest,
      id: 'EIC-PUNE',
      code: officeCode,
      active: true,
      merchant: null,
      hasStamp: false,
      revision: 1,
    });
    expect(await told('EIC-PUNE')).toMatchObject([
      { action: 'office-added', actor: idOf('administrator'), before: null, after: settings },
    ]);
    expect(await add(fresh)).toMatchObject({ status: 409, code: 'office-exists' });
    expect(await add(fresh, 'IMC')).toMatchObject({ status: 403, code: 'role-may-not' });
  });

  it('with the same key once, whatever is repeated', async () => {
    const send = () =>
      call('/api/v1/agencies/EIC/offices', {
        as: 'administrator',
        body: { ...fresh, code: 'NASHIK' },
        headers: { 'idempotency-key': 'nashik' },
      });
    const [first, second] = [await send(), await send()];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(await told('EIC-NASHIK')).toHaveLength(1);
  });

  it.each([
    ['a code with a hyphen', { code: 'NEW-DELHI' }, '/code'],
    [
      'hours that end before they begin',
      { workingHours: { days: [1], from: '17:00', to: '09:00' } },
      '/workingHours',
    ],
    [
      'a day that is none',
      { workingHours: { days: [8], from: '09:00', to: '17:00' } },
      '/workingHours/days/0',
    ],
    ['letters that certificates cannot print', { name: '浦那' }, '/name'],
    ['no address', { address: [] }, '/address'],
  ])('refuses %s by its field', async (_what, wrong, pointer) => {
    const refused = await add({ ...fresh, ...wrong });
    expect(refused).toMatchObject({ status: 422, code: 'invalid-request' });
    expect(refused.body).toMatchObject({ errors: [{ pointer }] });
  });
});

describe('R41 an administrator changes an office', () => {
  it('at the revision that he saw, and of two at once one is told', async () => {
    await add({ ...fresh, code: 'NAGPUR' });
    const changed = { ...settings, name: 'EIC Nagpur', place: 'Nagpur' };
    expect(await put('/offices/EIC-NAGPUR', changed)).toMatchObject({ code: 'if-match-missing' });
    const both = await Promise.all([
      put('/offices/EIC-NAGPUR', changed, 1),
      put('/offices/EIC-NAGPUR', { ...changed, place: 'Elsewhere' }, 1),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.code).toBe('revision-stale');
    const [, change, ...more] = await told('EIC-NAGPUR');
    expect(more).toEqual([]);
    expect(change).toMatchObject({
      action: 'office-changed',
      before: { place: 'Pune' },
      after: { name: 'EIC Nagpur' },
    });
  });

  it('names only schemes that DGFT authorises the agency for', async () => {
    await database
      .update(agency)
      .set({ schemes: ['NONPREF'] })
      .where(eq(agency.code, 'IMC'));
    const wanted = { ...settings, schemes: ['NONPREF', 'AIFTA'] };
    const refused = await put('/offices/IMC-MUMBAI', wanted, 1, 'other-administrator');
    expect(refused).toMatchObject({ status: 422, code: 'scheme-not-of-agency' });
    expect(refused.body).toMatchObject({ errors: [{ pointer: '/schemes/1' }] });
    const narrowed = { ...settings, schemes: ['NONPREF'] };
    expect(await put('/offices/IMC-MUMBAI', narrowed, 1, 'other-administrator')).toMatchObject({
      status: 200,
    });
  });

  it('sets the days on which it is closed', async () => {
    await add({ ...fresh, code: 'SOLAPUR' });
    const holidays = [
      { date: '2027-01-14', name: 'Makar Sankranti' },
      { date: '2027-03-22', name: 'Holi' },
    ];
    const set = await put('/offices/EIC-SOLAPUR/holidays', { holidays: holidays.toReversed() }, 1);
    expect(set.body).toEqual({ holidays, revision: 2 });
    const seen = await call('/api/v1/offices/EIC-SOLAPUR/holidays', { as: 'exporter' });
    expect(await seen.json()).toEqual({ holidays, revision: 2 });
    expect(await put('/offices/EIC-SOLAPUR/holidays', { holidays: [] }, 1)).toMatchObject({
      code: 'revision-stale',
    });
    const twice = [holidays[0], holidays[0]];
    expect(await put('/offices/EIC-SOLAPUR/holidays', { holidays: twice }, 2)).toMatchObject({
      status: 422,
    });
    expect((await told('EIC-SOLAPUR')).at(-1)).toMatchObject({
      action: 'office-holidays-set',
      before: { holidays: [] },
      after: { holidays },
    });
  });
});

describe('R41 where an application can be handed in', () => {
  const listed = async () => {
    const answer = await call('/api/v1/offices');
    return officesAnswer.parse(await answer.json()).offices;
  };

  it('is public, with the schemes and ways to pay of each office at work', async () => {
    await add({ ...fresh, code: 'GOA', schemes: ['NONPREF'] });
    expect(await listed()).toContainEqual({
      agency: 'EIC',
      agencyName: 'Agency EIC',
      office: 'GOA',
      officeName: 'EIC Pune',
      place: 'Pune',
      schemes: ['NONPREF'],
      payment: [],
    });
  });

  it('is told to who names an office that does not issue under the scheme, or is closed', async () => {
    expect(await draftAt('MUMBAI')).toMatchObject({ status: 201 });
    expect(await draftAt('GOA')).toMatchObject({ status: 422, code: 'scheme-not-at-office' });
    expect(await put('/offices/EIC-GOA', { ...settings, active: false }, 1)).toMatchObject({
      status: 200,
    });
    expect((await listed()).some(({ office: one }) => one === 'GOA')).toBe(false);
    expect(await draftAt('GOA')).toMatchObject({ status: 422, code: 'office-closed' });
    expect(await draftAt('NOWHERE')).toMatchObject({ status: 422, code: 'unknown-office' });
  });

  it('R42 R43 is refused at submission, not discovered at payment, where the gateway is not set up', async () => {
    const drafted = await draftAt('MUMBAI');
    const { id } = drafted.body as { id?: string };
    await database.update(office).set({ merchantId: '' }).where(eq(office.id, 'EIC-MUMBAI'));
    const submit = (method: string) =>
      call(`/api/v1/applications/${id}/submit`, {
        as: 'exporter',
        body: { expectedRevision: 1, payment: { method } },
        headers: { 'idempotency-key': `submit-${method}` },
      });
    expect(await (await submit('gateway')).json()).toMatchObject({ code: 'gateway-not-offered' });
    await database.update(office).set({ walletEnabled: false }).where(eq(office.id, 'EIC-MUMBAI'));
    expect(await (await submit('wallet')).json()).toMatchObject({ code: 'wallet-not-offered' });
  });
});
