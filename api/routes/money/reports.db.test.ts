import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createOpenRefund } from '../../../activities/refund/open-refund.ts';
import { type Booking, book } from '../../../db/queries/money/ledger/ledger.ts';
import { paymentOrder } from '../../../db/schema/schema.ts';
import { addDays } from '../../../domain/calendar/plain-date.ts';
import { gatewayReceipt, holdFee, openingBalance, takeFee } from '../../../domain/money/posting.ts';
import { caseInStage } from '../../../test/records/case-in-stage.ts';
import { apiServer, type Login } from '../../../test/servers/api-server.ts';
import { outstandingAnswer, trialBalanceAnswer } from '../../schemas/money/report.ts';
import { problemAnswer } from '../../schemas/problem-answer.ts';
import { todayInIndia } from '../../today.ts';

const { call, database, idOf } = await apiServer();
const eic = { iec: 'AAACS7302F', agency: 'EIC', office: 'MUMBAI' };
const imc = { iec: '0388012345', agency: 'IMC', office: 'MUMBAI' };
const owner = { accountId: idOf('exporter'), iec: eic.iec };
const paise = 35_000;

const post = (posting: Booking['posting'], more: Partial<Booking> = {}) =>
  book(database, [{ key: randomUUID(), applicationId: null, posting, ...more }]);
const holdFor = (applicationId: string) =>
  post(holdFee({ ...eic, paise }), { key: `${applicationId}/hold-fee`, applicationId });

const beforehand = new Date().toISOString();
await post(openingBalance({ ...imc, paise: 7 }));
await post(gatewayReceipt({ ...eic, paise: 5 * paise }));
const [waiting, decided, parked] = [
  await caseInStage(database, 'under-review', owner),
  await caseInStage(database, 'issued', owner),
  await caseInStage(database, 'needs-attention', owner),
];
for (const id of [waiting, decided, parked]) await holdFor(id);
await post(takeFee({ ...eic, paise }), { resolves: `${decided}/hold-fee` });
const days = (count: number) => new Date(Date.now() - count * 86_400_000);
const order = (id: string, status: 'open' | 'failed' | 'paid', createdAt: Date) =>
  database.insert(paymentOrder).values({
    ...{ id, purpose: 'top-up', iec: eic.iec, officeId: 'EIC-MUMBAI' },
    ...{ amountPaise: 50_000, status, createdAt },
  });
await order('TOP-NEW', 'open', days(0));
await order('TOP-OLD', 'open', days(40));
await order('TOP-PAID', 'paid', days(40));
await order('TOP-FAILED', 'failed', days(40));

const asked = await createOpenRefund({ database })({
  refundId: 'REFUNDOFTHETOPUP',
  by: { accountId: owner.accountId, role: 'exporter' },
  ...{ iec: eic.iec, officeId: 'EIC-MUMBAI', amountPaise: 1_000, reason: 'No longer needed' },
});
expect(asked).toMatchObject({ refundId: 'REFUNDOFTHETOPUP' });

const get = (path: string, as: Login) => call(`/api/v1/reports/${path}`, { as });
const balance = async (query = '', as: Login = 'operations') =>
  trialBalanceAnswer.parse(await (await get(`trial-balance${query}`, as)).json());
const outstanding = async (query = '', as: Login = 'operations') =>
  outstandingAnswer.parse(await (await get(`outstanding${query}`, as)).json());
const codeOf = async (answer: Response) => problemAnswer.parse(await answer.json()).code;

describe('the trial balance', () => {
  it('adds up to nothing, class by class', async () => {
    const { classes, total, agency, office } = await balance();
    expect([agency, office]).toEqual([null, null]);
    expect(classes.map((one) => [one.class, one.accounts, one.balancePaise])).toEqual([
      ['exporter-wallet', 2, 2 * paise - 1_000 + 7],
      ['fees-held', 1, 2 * paise],
      ['fees-earned', 1, paise],
      ['refunds-pending', 1, 1_000],
      ['gateway-clearing', 1, -5 * paise],
      ['opening-suspense', 1, -7],
    ]);
    const sum = 5 * paise + 7;
    expect(total).toEqual({ debitPaise: sum, creditPaise: sum, balancePaise: 0 });
  });

  it('is of any instant and of the end of any day in India', async () => {
    const today = todayInIndia();
    expect((await balance(`?at=${addDays(today, -1)}`)).classes).toEqual([]);
    expect((await balance(`?at=${beforehand}`)).classes).toEqual([]);
    expect((await balance(`?at=${today}`)).classes).toEqual((await balance()).classes);
    expect((await balance('?at=2026-11-21')).before).toBe('2026-11-21T18:30:00.000Z');
    for (const at of ['yesterday', '2026-02-30', '2026-11-21T18:30', '0000-01-01T00:00:00Z']) {
      expect(await codeOf(await get(`trial-balance?at=${at}`, 'operations'))).toBe(
        'invalid-request',
      );
    }
  });

  it.each([
    ['', 'administrator', 5 * paise],
    ['', 'other-administrator', 7],
    ['?office=IMC-MUMBAI', 'operations', 7],
    ['?agency=EIC', 'operations', 5 * paise],
    ['?agency=EIC&office=EIC-MUMBAI', 'administrator', 5 * paise],
  ] as const)('of %s as %s sees %i paise', async (query, login, sum) => {
    expect((await balance(query, login)).total).toEqual({
      debitPaise: sum,
      creditPaise: sum,
      balancePaise: 0,
    });
  });

  it.each([
    ['?office=IMC-MUMBAI', 'administrator', 404],
    ['?agency=IMC', 'administrator', 404],
    ['?agency=IMC&office=EIC-MUMBAI', 'administrator', 404],
    ['?office=EIC-NOWHERE', 'operations', 404],
    ['', 'officer', 403],
    ['', 'exporter', 403],
    ['', 'helpdesk', 403],
  ] as const)('of %s is not for %s', async (query, login, status) => {
    for (const report of ['trial-balance', 'trial-balance.csv', 'outstanding', 'outstanding.csv']) {
      expect((await get(`${report}${query}`, login)).status).toBe(status);
    }
  });

  it('is given as CSV with the same figures', async () => {
    const answer = await get('trial-balance.csv', 'administrator');
    expect(answer.headers.get('content-type')).toContain('text/csv');
    expect((await answer.text()).split('\r\n')).toEqual([
      'class,name,accounts,debit_inr,credit_inr,balance_inr',
      'exporter-wallet,Paid in advance by exporters,1,0.00,690.00,690.00',
      'fees-held,Fees set aside for cases not decided,1,0.00,700.00,700.00',
      'fees-earned,Fees earned,1,0.00,350.00,350.00',
      'refunds-pending,Refunds asked of the gateway,1,0.00,10.00,10.00',
      'gateway-clearing,"With the gateway, not handed over",1,1750.00,0.00,-1750.00',
      'total,,,1750.00,1750.00,0.00',
      '',
    ]);
  });
});

describe('what is outstanding', () => {
  it('is every fee held, order open and refund asked for, and as much as the ledger holds', async () => {
    const found = await outstanding();
    expect(found).toMatchObject({ feesHeldPaise: 2 * paise, refundsPendingPaise: 1_000 });
    expect(found.sums).toEqual([
      { kind: 'fee', days: 7, count: 2, paise: 2 * paise },
      { kind: 'order', days: 7, count: 1, paise: 50_000 },
      { kind: 'order', days: 90, count: 1, paise: 50_000 },
      { kind: 'refund', days: 7, count: 1, paise: 1_000 },
    ]);
    expect(found.items.map(({ kind, id, state }) => [kind, id, state])).toEqual([
      ['order', 'TOP-OLD', 'open'],
      ['fee', waiting, 'under-review'],
      ['fee', parked, 'needs-attention'],
      ['order', 'TOP-NEW', 'open'],
      ['refund', 'REFUNDOFTHETOPUP', 'open'],
    ]);
    expect((await outstanding('?limit=1')).items).toHaveLength(1);
    expect((await outstanding('?limit=1')).sums).toEqual(found.sums);
    expect((await outstanding('', 'other-administrator')).items).toEqual([]);
  });

  it('is given as CSV', async () => {
    const [head, first] = (await (await get('outstanding.csv', 'administrator')).text()).split(
      '\r\n',
    );
    expect(head).toBe('kind,id,iec,office,state,since,amount_inr');
    expect(first).toMatch(/^order,TOP-OLD,AAACS7302F,EIC-MUMBAI,open,.*,500\.00$/);
  });
});

it("an office's collections are given as CSV with the figures of the page", async () => {
  const answer = await call('/api/v1/offices/EIC-MUMBAI/collections.csv', { as: 'administrator' });
  expect((await answer.text()).split('\r\n')).toEqual([
    'date,gateway_inr,held_inr,earned_inr',
    `${todayInIndia()},1750.00,700.00,350.00`,
    '',
  ]);
});
