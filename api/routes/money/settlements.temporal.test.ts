import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { officeMerchant, settlementFile } from '../../../db/schema/schema.ts';
import type { SettlementFault } from '../../../simulators/payment-gateway/settlement-fault.ts';
import { keepSchedule } from '../../../temporal/schedules.ts';
import { daysAgo, settlementDesk } from '../../../test/desks/settlement-desk.ts';
import {
  merchantSettlementId,
  settlementEveryMinutes,
  settlementFromMinute,
  settlementReconciliationId,
  settlementReconciliationName,
  settlementSchedule,
} from '../../../workflows/settlement-reconciliation/contract.ts';

const desk = await settlementDesk();
const { paid, spoil, reconcile, differences, files, unreconciled, books, movedSince } = desk;
/** Two percent of 350 rupees, and eighteen percent of that. */
const charges = 700 + 126;

// Somebody else's payment, which gets into files where it does not belong.
const [another] = [await paid({ amountPaise: 20_000 })];
let before: Awaited<ReturnType<typeof books>>;
let merchantId: string;
beforeEach(async () => {
  merchantId = await desk.newMerchant();
  before = await books();
});
afterEach(async () => {
  await desk.fault({ mode: 'up' });
  expect(await desk.sumOfBooks()).toBe(0);
});

const found = async () =>
  (await differences()).map(({ code, suspendedPaise }) => [code, suspendedPaise]);

describe('R42 the gateway’s settlement file of a day', () => {
  it('brings what the gateway owes to zero, and is taken once', async () => {
    await paid();
    await paid();
    const [office] = await unreconciled('?office=EIC-MUMBAI');
    expect(await reconcile()).toEqual({ merchants: 2, failed: 0 });
    const moved = { clearing: 0, bank: -2 * (35_000 - charges), charges: -2 * charges };
    const all = { ...moved, differences: 0, result: 0, wallet: 70_000 };
    expect(await movedSince(before)).toEqual(all);
    expect(await differences()).toEqual([]);
    const [now] = await unreconciled('?office=EIC-MUMBAI');
    expect((office?.orders ?? 0) - (now?.orders ?? 0)).toBe(2);
    const { taken } = await files();
    expect(taken).toMatchObject([{ day: daysAgo(1), lines: 2, matched: 2, chargesPaise: 1652 }]);
    const [kept] = await desk.database
      .select()
      .from(settlementFile)
      .where(eq(settlementFile.merchantId, merchantId));
    expect(
      createHash('sha256')
        .update(kept?.raw ?? '')
        .digest('hex'),
    ).toBe(taken[0]?.sha256);

    await reconcile();
    expect(await movedSince(before)).toEqual(all);
    expect((await files()).taken).toEqual(taken);
  });

  it('of a day without payments is taken too', async () => {
    await reconcile();
    expect((await files()).taken).toMatchObject([{ lines: 0, netPaise: 0 }]);
  });

  it('tells in Temporal how it went', async () => {
    await paid();
    await spoil('doubled-line');
    await reconcile();
    const run = desk.temporal.workflow.getHandle(merchantSettlementId(merchantId));
    const { typedSearchAttributes } = await run.describe();
    const shown = typedSearchAttributes.getAll().map(({ key, value }) => `${key.name}=${value}`);
    expect(shown).toEqual(
      expect.arrayContaining([
        'SettlementState=differences',
        'CooAgency=EIC',
        'CooOffice=EIC-MUMBAI',
      ]),
    );
  });

  it('is caught up with day by day after an outage', async () => {
    await desk.newMerchant(daysAgo(7));
    for (const days of [7, 5, 4, 1]) await paid({ day: daysAgo(days) });
    await reconcile();
    const { taken } = await files();
    expect(taken.map(({ day }) => day).sort()).toEqual([7, 6, 5, 4, 3, 2, 1].map(daysAgo));
    expect(await movedSince(before)).toMatchObject({ clearing: 0, differences: 0 });
  });

  it('is asked for again while the gateway is away', async () => {
    await paid();
    await desk.fault({ mode: 'down', requests: 3 });
    await reconcile();
    expect(await movedSince(before)).toMatchObject({ clearing: 0, wallet: 35_000 });
  }, 120_000);

  it('of one merchant that the gateway refuses holds up no other', async () => {
    await paid();
    await desk.database
      .update(officeMerchant)
      .set({ since: new Date(`${daysAgo(1)}T06:00:00Z`) })
      .where(eq(officeMerchant.merchantId, 'IMCMERCHANT'));
    await reconcile();
    const answer = await desk.call('/api/v1/settlements', { as: 'other-administrator' });
    expect(await answer.json()).toMatchObject({
      files: [],
      waiting: [{ merchantId: 'IMCMERCHANT', reason: expect.stringContaining('refuses') }],
    });
    expect((await files('administrator')).taken).toHaveLength(1);
    expect((await files('other-administrator')).taken).toHaveLength(0);
  });
});

describe('R42 a file that is wrong', () => {
  const wrong: [SettlementFault, [string, number][]][] = [
    ['extra-line', [['unknown-order', 12_345]]],
    ['unknown-refund', [['unknown-refund', -12_345]]],
    ['paisa-off', [['other-amount', 1]]],
    ['doubled-line', [['twice', 35_000]]],
    ['other-merchants-line', [['other-merchant', 20_000]]],
  ];
  it.each(wrong)(
    'by %s gives exactly its difference, and no wallet moves by it',
    async (fault, list) => {
      await paid();
      await paid();
      await spoil(fault);
      await reconcile();
      expect(await found()).toEqual(list);
      const suspended = list.reduce((sum, [, paise]) => sum + paise, 0);
      const moved = { clearing: 0, differences: suspended, result: 0, wallet: 70_000 };
      expect(await movedSince(before)).toMatchObject(moved);
      await reconcile();
      expect(await found()).toEqual(list);
      expect(await movedSince(before)).toMatchObject(moved);
    },
  );

  const refused: [SettlementFault, string][] = [
    ['other-merchants-file', 'not-authentic'],
    ['wrong-merchant', 'of-another-merchant'],
    ['truncated', 'not-authentic'],
    ['wrong-checksum', 'not-authentic'],
    ['wrong-count', 'does-not-add-up'],
    ['not-ready', 'not ready'],
  ];
  it.each(refused)('by %s is refused whole, and taken once it is right', async (fault, reason) => {
    await paid();
    await spoil(fault);
    await reconcile();
    expect(await files()).toEqual({
      taken: [],
      waiting: [expect.objectContaining({ day: daysAgo(1), reason: `the file is ${reason}` })],
    });
    expect(await movedSince(before)).toMatchObject({ clearing: -35_000, bank: 0, differences: 0 });
    await spoil(null);
    await reconcile();
    expect(await files()).toMatchObject({ taken: [{ matched: 1 }], waiting: [] });
    expect(await movedSince(before)).toMatchObject({ clearing: 0, differences: 0 });
  });

  it('by a missing line leaves the payment to wait, and lists it once it is overdue', async () => {
    await desk.newMerchant(daysAgo(12));
    const orderId = await paid({ day: daysAgo(11) });
    await spoil('missing-line', daysAgo(11));
    await spoil('not-ready');
    await reconcile();
    expect(await differences()).toMatchObject([
      { code: 'not-settled', orderId, theirsPaise: null, bookedPaise: 35_000, suspendedPaise: 0 },
    ]);
    expect(await movedSince(before)).toMatchObject({ clearing: -35_000, differences: 0 });

    await desk.moveTo(orderId, daysAgo(1));
    await spoil(null);
    await reconcile();
    expect(await differences()).toEqual([]);
    expect(await differences({ open: false })).toMatchObject([{ settlement: 'came-later' }]);
    expect(await movedSince(before)).toMatchObject({ clearing: 0, differences: 0 });
  });
});

describe('R32 a payment that the gateway settles and we do not know of', () => {
  it('is asked about first, comes into the wallet, and is no difference', async () => {
    const orderId = await paid({ booked: false });
    await reconcile();
    expect(await differences()).toEqual([]);
    expect((await desk.orderOf(orderId)).status).toBe('paid');
    expect(await movedSince(before)).toMatchObject({ clearing: 0, wallet: 35_000 });
  });
});

it('the Schedule runs at half past six in the Indian morning, and every six hours from then', async () => {
  await keepSchedule(desk.temporal, {
    scheduleId: settlementSchedule,
    workflow: settlementReconciliationName,
    workflowId: settlementReconciliationId,
    taskQueue: 'nobody-listens-here',
    everyMinutes: settlementEveryMinutes,
    fromMinute: settlementFromMinute,
  });
  const schedule = desk.temporal.schedule.getHandle(settlementSchedule);
  const times = async () => {
    const { info } = await schedule.describe();
    return info.nextActionTimes.slice(0, 4).map((at) => at.toISOString().slice(11, 19));
  };
  await expect
    .poll(async () => (await times()).sort(), { timeout: 30_000, interval: 500 })
    .toEqual(['01:00:00', '07:00:00', '13:00:00', '19:00:00']);
  await schedule.delete();
});

it('another merchant’s payment stays as it was', async () => {
  expect((await desk.orderOf(another)).reconciledAt).toBe(null);
});
