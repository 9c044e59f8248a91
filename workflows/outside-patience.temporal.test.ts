import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/activity';
import { WithStartWorkflowOperation } from '@temporalio/client';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Activities } from '../activities/activities.ts';
import type { OrderFate } from '../activities/payment/settle-order.ts';
import { patience, refundPatience } from '../domain/money/patience.ts';
import { pauseAfter, pausesMs } from '../domain/notification/webhook.ts';
import { engineTime, startSkippingEngine, unhurried } from '../test/servers/skipping-engine.ts';
import { describeWith } from '../test/tools.ts';
import { accountMessageName } from './account-message/contract.ts';
import { dgftSyncName } from './dgft-sync/contract.ts';
import { failureType } from './failure.ts';
import { lateMoneyName } from './late-money/contract.ts';
import { lowBalanceName } from './low-balance/contract.ts';
import * as deactivation from './officer-deactivation/contract.ts';
import { paymentSweepName } from './payment-sweep/contract.ts';
import { reviewSweepName } from './review-sweep/contract.ts';
import { settlementReconciliationName } from './settlement-reconciliation/contract.ts';
import { signingTokenExpiryName } from './signing-token-expiry/contract.ts';
import * as refunds from './wallet-refund/contract.ts';
import * as topUps from './wallet-top-up/contract.ts';
import { webhookDeliveryName } from './webhook-delivery/contract.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const patient = { timeout: 240_000 };

/** What was asked of the world, and when by the engine's clock. */
let asked: { what: string; at: number }[] = [];
/** What is away, and how long after each attempt to reach it the next one is made. */
let away: { what: keyof Activities; retryMs: number } | null = null;
/** How many parts of a refund the gateway leaves open. */
let openParts = 1;
let attempts = 0;
let fate: OrderFate = { fate: 'open' };
beforeEach(() => {
  [asked, away, openParts, attempts, fate] = [[], null, 1, 0, { fate: 'open' }];
});

/** A step that gives `result`, unless what it speaks to is away. */
const step =
  <Name extends keyof Activities>(
    what: Name,
    result: (...input: Parameters<Activities[Name]>) => Awaited<ReturnType<Activities[Name]>>,
  ) =>
  async (
    ...input: Parameters<Activities[Name]>
  ): Promise<Awaited<ReturnType<Activities[Name]>>> => {
    asked.push({ what, at: engineTime() });
    if (away?.what === what) {
      throw ApplicationFailure.create({ message: 'nobody answers', nextRetryDelay: away.retryMs });
    }
    return result(...input);
  };

const nothing = { read: 0, changed: 0, more: false };
const merchant = { merchantId: 'M', agency: 'EIC', officeId: 'EIC-MUMBAI', days: ['2026-11-20'] };
const activities = {
  openTopUp: step('openTopUp', ({ orderId }) => ({ orderId, patience })),
  settleOrder: step('settleOrder', () => fate),
  lapseTopUp: step('lapseTopUp', ({ orderId }) => ({ orderId })),
  tellOfLateMoney: step('tellOfLateMoney', () => ({ sent: true })),
  openRefund: step('openRefund', ({ refundId }) => ({ refundId, patience: refundPatience })),
  settleRefund: step('settleRefund', () => ({ open: openParts, disputed: false })),
  callPeopleToRefund: step('callPeopleToRefund', ({ refundId }) => ({ refundId })),
  endRefund: step('endRefund', () => ({ status: 'done' })),
  tellOfRefund: step('tellOfRefund', () => ({ sent: true })),
  attemptDelivery: step('attemptDelivery', () => {
    attempts += 1;
    const pauseMs = pauseAfter(attempts);
    return pauseMs === null
      ? { outcome: 'dead', pauseMs: 0, switchedOff: 'endpoint' }
      : { outcome: 'due', pauseMs, switchedOff: null };
  }),
  tellOfSwitchOff: step('tellOfSwitchOff', () => ({ sent: 1 })),
  sendAccountNotice: step('sendAccountNotice', () => ({ sent: true })),
  sendMobileCode: step('sendMobileCode', () => ({ sent: true })),
  syncFirms: step('syncFirms', () => nothing),
  syncAccounts: step('syncAccounts', () => nothing),
  syncAgencies: step('syncAgencies', () => nothing),
  syncHolidays: step('syncHolidays', () => nothing),
  findCasesOfClosedAgencies: step('findCasesOfClosedAgencies', () => ({ cases: [] })),
  findLowBalances: step('findLowBalances', () => ({ falls: [{}] as never })),
  tellOfLowBalance: step('tellOfLowBalance', () => ({ sent: true })),
  handOverClaims: step('handOverClaims', () => ({ handed: 0, more: false })),
  findCasesOfAbsentSigners: step('findCasesOfAbsentSigners', () => ({ cases: [] })),
  findOfficesOverdue: step('findOfficesOverdue', () => ({ officeIds: ['EIC-MUMBAI'] })),
  escalateOverdue: step('escalateOverdue', () => ({ escalated: 1 })),
  findStrayOrders: step('findStrayOrders', () => ({ orderIds: ['one'] })),
  findTokenWarnings: step('findTokenWarnings', () => ({
    warnings: [{ sha256: 'one', days: 30 }],
  })),
  warnOfTokenExpiry: step('warnOfTokenExpiry', () => ({ sent: true })),
  findSettlingMerchants: step('findSettlingMerchants', () => ({ merchants: [merchant] })),
  findUnbookedPayments: step('findUnbookedPayments', () => ({ orderIds: ['one'] })),
  takeSettlementFile: step('takeSettlementFile', () => ({ lines: 1, matched: 1 })),
  noteSettlementWait: step('noteSettlementWait', () => undefined),
  reviewUnsettled: step('reviewUnsettled', () => ({ ended: 0, overdue: 0 })),
  findSettlementLetters: step('findSettlementLetters', () => ({ agencies: ['EIC'], credits: [] })),
  tellOfDifferences: step('tellOfDifferences', () => ({ sent: 1 })),
  deactivateOfficer: step('deactivateOfficer', () => ({ active: false, changed: false })),
  listCasesToRelease: step('listCasesToRelease', () => ({ applicationIds: [], requests: [] })),
} satisfies Partial<Activities>;

let engine: Awaited<ReturnType<typeof startSkippingEngine>>;
beforeAll(async () => {
  engine = await startSkippingEngine(activities);
}, 120_000);
afterAll(() => engine?.stop());

const timesOf = (what: keyof Activities) =>
  asked.filter((one) => one.what === what).map(({ at }) => at);
/** The pauses before each time that it was asked, in whole units. */
const pausesOf = (what: keyof Activities, since: number, unitMs: number) =>
  timesOf(what).map((at, index, all) => Math.round((at - (all[index - 1] ?? since)) / unitMs));

const run = (workflow: string, ...args: unknown[]): Promise<unknown> =>
  engine.client.workflow.execute(workflow, {
    workflowId: randomUUID(),
    taskQueue: engine.taskQueue,
    args,
  });
const started = <Input extends object>(workflow: string, input: Input) =>
  new WithStartWorkflowOperation<(given: Input) => Promise<unknown>>(workflow, {
    workflowId: randomUUID(),
    ...{ taskQueue: engine.taskQueue, ...unhurried },
    args: [input],
    workflowIdConflictPolicy: 'USE_EXISTING',
  });
const by = { accountId: randomUUID(), role: 'exporter' } as const;
const money = { by, iec: 'AAACS7302F', officeId: 'EIC-MUMBAI', amountPaise: 100 };
const doubling = [1, 2, 4, 8, 16, 32, 64, 128, 256, 360];

describeWith('temporal-test-server')('how long the gateway is asked', patient, () => {
  test('R32 about an order that fills a wallet: three days, ever more rarely', async () => {
    const start = started(topUps.walletTopUpName, { orderId: randomUUID() });
    const since = await engine.now();
    const call = { args: [money] as [topUps.OpenInput], startWorkflowOperation: start };
    await engine.client.workflow.executeUpdateWithStart(topUps.open, call);
    const { workflowId } = await start.workflowHandle();
    expect(await engine.client.workflow.getHandle(workflowId).result()).toEqual({ fate: 'lapsed' });
    expect(pausesOf('settleOrder', since, minuteMs).slice(0, 10)).toEqual(doubling);
    const [lapsed = 0] = timesOf('lapseTopUp');
    expect(Math.round((lapsed - since) / hourMs)).toBe(72);
    expect(Math.round((lapsed - (timesOf('settleOrder').at(-1) ?? 0)) / minuteMs)).toBe(0);
  });

  test('R32 about money that came late: three days', async () => {
    const since = await engine.now();
    expect(await run(lateMoneyName, { orderId: 'late' })).toEqual({ fate: 'open' });
    const pauses = pausesOf('settleOrder', since, minuteMs);
    expect(pauses.slice(0, 11)).toEqual([0, ...doubling]);
    expect(pauses).toHaveLength(21);
    expect(Math.round(((timesOf('settleOrder').at(-1) ?? 0) - since) / dayMs)).toBe(3);
  });

  test('R32 about a refund: a week, then people are called and it is asked once a day until it is known', async () => {
    const start = started(refunds.walletRefundName, { refundId: randomUUID() });
    const since = await engine.now();
    await engine.client.workflow.executeUpdateWithStart(refunds.askRefund, {
      args: [{ ...money, reason: 'x' }],
      startWorkflowOperation: start,
    });
    const { workflowId } = await start.workflowHandle();
    await engine.pass(9.5 * dayMs);
    openParts = 0;
    // Its mail server is away for good, which keeps no refund from its end.
    away = { what: 'tellOfRefund', retryMs: hourMs };
    const handle = engine.client.workflow.getHandle(workflowId);
    expect(await handle.result()).toEqual({ fate: 'done' });
    const called = timesOf('callPeopleToRefund').map((at) => Math.round((at - since) / hourMs));
    expect(called).toEqual([7 * 24]);
    expect(pausesOf('settleRefund', since, minuteMs).slice(0, 11)).toEqual([0, ...doubling]);
    expect(pausesOf('settleRefund', since, hourMs).slice(-3)).toEqual([24, 24, 24]);
    expect(triedFor('tellOfRefund')).toBeGreaterThan(20 * hourMs);
    expect(triedFor('tellOfRefund')).toBeLessThan(dayMs);
  });
});

describeWith('temporal-test-server')('how long the world is tried', patient, () => {
  test('an event that no system takes: at the published pauses, then never by itself', async () => {
    const since = await engine.now();
    expect(await run(webhookDeliveryName, { deliveryId: 'one' })).toEqual({ outcome: 'dead' });
    const seconds = pausesOf('attemptDelivery', since, 1000);
    expect(seconds).toHaveLength(pausesMs.length + 1);
    // The first pause of five seconds lies within what a busy machine adds to it.
    const minutes = pausesOf('attemptDelivery', since, minuteMs);
    expect(minutes).toEqual([0, 0, 5, 30, 120, 300, 600, 840, 1200, 1440, ...minutes.slice(10)]);
    expect(timesOf('tellOfSwitchOff')).toHaveLength(1);
  });

  const notice = { kind: 'notice', accountId: 'a', notice: 'token-made', to: null } as const;
  const code = { kind: 'mobile-change', accountId: 'a', mobile: '+919000000001' } as const;
  type Case = [keyof Activities, string, number, unknown[], unknown];
  test.each<Case>([
    ['sendAccountNotice', accountMessageName, 24 * hourMs, [notice], { due: 1, sent: 0 }],
    ['sendMobileCode', accountMessageName, 10 * minuteMs, [code], { due: 1, sent: 0 }],
    ['tellOfLowBalance', lowBalanceName, 3 * minuteMs, [], { fallen: 1, told: 0 }],
    [
      'escalateOverdue',
      reviewSweepName,
      4 * minuteMs,
      [],
      { handedOver: 0, sentBack: 0, escalated: 0 },
    ],
    ['settleOrder', paymentSweepName, hourMs, [], { asked: 1, credited: 0 }],
    ['warnOfTokenExpiry', signingTokenExpiryName, 20 * hourMs, [], { warned: 0 }],
    [
      'findUnbookedPayments',
      settlementReconciliationName,
      3 * minuteMs,
      [],
      { merchants: 1, failed: 0 },
    ],
    ['settleOrder', settlementReconciliationName, 2 * minuteMs, [], { merchants: 1, failed: 0 }],
    ['tellOfDifferences', settlementReconciliationName, hourMs, [], { merchants: 1, failed: 0 }],
  ])(
    '%s of %s is given up in time, and holds nothing else up',
    async (what, workflow, limitMs, args, outcome) => {
      away = { what, retryMs: limitMs / 20 };
      expect(await run(workflow, ...args)).toEqual(outcome);
      expect(triedFor(what)).toBeGreaterThan(limitMs * 0.8);
      expect(triedFor(what)).toBeLessThan(limitMs);
    },
  );

  test('a list of DGFT is given up after ten minutes, and the run says which', async () => {
    away = { what: 'syncFirms', retryMs: minuteMs };
    await expect(run(dgftSyncName)).rejects.toMatchObject({
      cause: { message: expect.stringContaining('firms'), type: failureType.upstreamUnavailable },
    });
    expect(triedFor('syncFirms')).toBeGreaterThan(8 * minuteMs);
    expect(triedFor('syncFirms')).toBeLessThan(10 * minuteMs);
    expect(timesOf('syncHolidays')).toHaveLength(1);
  });

  test('the mail about money that came late is tried for a day; the money is in the wallet', async () => {
    fate = { fate: 'credited', gatewayReference: 'R' };
    away = { what: 'tellOfLateMoney', retryMs: hourMs };
    expect(await run(lateMoneyName, { orderId: 'paid' })).toEqual({ fate: 'credited' });
    expect(triedFor('tellOfLateMoney')).toBeGreaterThan(20 * hourMs);
    expect(triedFor('tellOfLateMoney')).toBeLessThan(dayMs);
  });

  test('the mail of an endpoint that is off is tried for a day; the delivery has ended all the same', async () => {
    away = { what: 'tellOfSwitchOff', retryMs: hourMs };
    expect(await run(webhookDeliveryName, { deliveryId: 'two' })).toEqual({ outcome: 'dead' });
    expect(triedFor('tellOfSwitchOff')).toBeGreaterThan(20 * hourMs);
    expect(triedFor('tellOfSwitchOff')).toBeLessThan(dayMs);
  });
});

const triedFor = (what: keyof Activities) => {
  const times = timesOf(what);
  return (times.at(-1) ?? 0) - (times[0] ?? 0);
};

describeWith('temporal-test-server')('R45 an officer who is deactivated', patient, () => {
  test('has his cases looked for once more after a minute, when approvals under way have landed', async () => {
    const start = started(deactivation.officerDeactivationName, { officerId: randomUUID() });
    await engine.client.workflow.executeUpdateWithStart(deactivation.deactivate, {
      args: [{ by: { accountId: randomUUID(), network: null } }],
      startWorkflowOperation: start,
    });
    const { workflowId } = await start.workflowHandle();
    const handle = engine.client.workflow.getHandle(workflowId);
    expect(await handle.result()).toEqual({ released: 0 });
    expect(timesOf('listCasesToRelease')).toHaveLength(2);
    expect(Math.round(triedFor('listCasesToRelease') / minuteMs)).toBe(1);
  });
});
