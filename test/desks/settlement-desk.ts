import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { createSettleOrder } from '../../activities/payment/settle-order.ts';
import { createSettlementActivities } from '../../activities/settlement/settlement-activities.ts';
import {
  differenceAnswer,
  differencesAnswer,
  settlementsAnswer,
  unreconciledAnswer,
} from '../../api/schemas/money/settlement.ts';
import { paymentOrder } from '../../db/schema/schema.ts';
import { indianDate } from '../../domain/calendar/indian-date.ts';
import { addDays } from '../../domain/calendar/plain-date.ts';
import * as accounts from '../../domain/money/account.ts';
import type { Outcome } from '../../domain/money/difference.ts';
import type { SettlementFault } from '../../simulators/payment-gateway/settlement-fault.ts';
import { caseTaskQueue } from '../../workflows/case/contract.ts';
import { settlementReconciliationName } from '../../workflows/settlement-reconciliation/contract.ts';
import type { Login } from '../servers/api-server.ts';
import { refundDesk } from './refund-desk.ts';

/** The day in India so many days ago. */
export const daysAgo = (days: number): string =>
  addDays(indianDate(new Date().toISOString()), -days);

/**
 * A desk for payments and refunds whose gateway settles what it took. Each test takes a Merchant ID
 * of its own (`newMerchant`), so that no file of another is due. Call it at a test file's top.
 */
export async function settlementDesk() {
  const desk = await refundDesk({ more: createSettlementActivities });
  const { call, database, payer, gatewayUrl } = desk;
  const settleOrder = createSettleOrder(desk.dependencies);
  let merchantId = 'EICMERCHANT';

  async function simulator(path: string, body: object): Promise<void> {
    const answer = await fetch(`${gatewayUrl}/simulator/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  }

  /** The office takes another Merchant ID, whose files are due from `firstDay` on; older ones no more. */
  async function newMerchant(firstDay = daysAgo(1)): Promise<string> {
    merchantId = `M${randomUUID().replaceAll('-', '').slice(0, 15).toUpperCase()}`;
    await desk.setMerchant(merchantId, `key-of-${merchantId}`);
    await database.execute(sql`
      update office_merchant set
        since = case when replaced_at is null then ${`${firstDay}T06:00:00Z`}::timestamptz
          else now() - interval '90 days' end,
        replaced_at = replaced_at - interval '60 days'
      where office_id = 'EIC-MUMBAI'`);
    return merchantId;
  }

  /** Moves an order's payment and refunds to a day, at the gateway and, where it is booked, here. */
  async function moveTo(orderId: string, day: string): Promise<void> {
    const at = `${day}T06:00:00.000Z`;
    await simulator(`orders/${merchantId}/${orderId}/date`, { at });
    await database
      .update(paymentOrder)
      .set({ settledAt: new Date(at) })
      .where(eq(paymentOrder.id, orderId));
  }

  /** An order that the exporter paid on a day, or (null) just now; `booked`: we know of it. */
  async function paid({
    amountPaise = 35_000 as number,
    day = daysAgo(1) as string | null,
    booked = true,
    of = { iec: payer.iec } as { iec: string } | { applicationId: string },
    asked = null as number | null,
  } = {}): Promise<string> {
    const orderId = await desk.newOrder(of, { amountPaise: asked ?? amountPaise });
    await desk.press(orderId, 'pay', { amountPaise });
    if (booked) await settleOrder({ orderId });
    if (day !== null) await moveTo(orderId, day);
    return orderId;
  }

  /** A run of the reconciliation, to its end. */
  const reconcile = (): Promise<{ merchants: number; failed: number }> =>
    desk.temporal.workflow.execute(settlementReconciliationName, {
      workflowId: randomUUID(),
      taskQueue: caseTaskQueue,
    });

  const get = async (path: string, as: Login) => (await call(`/api/v1${path}`, { as })).json();
  /** What is listed of the merchant of this test. */
  async function differences({ open = true, as = 'operations' as Login } = {}) {
    const listed: ReturnType<typeof differenceAnswer.parse>[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query: string = `open=${open}&limit=2${cursor && `&cursor=${cursor}`}`;
      const page = differencesAnswer.parse(await get(`/settlements/differences?${query}`, as));
      listed.push(...page.differences);
      cursor = page.nextCursor;
    }
    return listed.filter((one) => one.merchantId === merchantId);
  }
  const files = async (as: Login = 'operations') => {
    const { files: taken, waiting } = settlementsAnswer.parse(await get('/settlements', as));
    const isOwn = (one: { merchantId: string }) => one.merchantId === merchantId;
    return { taken: taken.filter(isOwn), waiting: waiting.filter(isOwn) };
  };
  const unreconciled = async (query = '') =>
    unreconciledAnswer.parse(await get(`/reports/unreconciled${query}`, 'administrator')).offices;

  const post = (id: string, what: 'proposal' | 'decision', body: object, as: Login) =>
    call(`/api/v1/settlements/differences/${id}/${what}`, { body, as });
  const propose = (id: string, outcome: Outcome, as: Login = 'administrator', more = {}) =>
    post(id, 'proposal', { outcome, reason: 'Looked at with the bank', ...more }, as);
  const decide = (id: string, approve = true, as: Login = 'operations') =>
    post(id, 'decision', approve ? { approve } : { approve, reason: 'Not so' }, as);
  /** Proposed by one and approved by another. */
  async function settled(id: string, outcome: Outcome, more = {}) {
    const proposed = await propose(id, outcome, 'administrator', more);
    if (proposed.status !== 201) throw new Error(await proposed.text());
    const decided = await decide(id);
    return differenceAnswer.parse(await decided.json());
  }

  /** What the office's accounts and the payer's wallet hold. */
  async function books() {
    const names = {
      clearing: accounts.gatewayClearing(payer),
      bank: accounts.bank(payer),
      charges: accounts.gatewayCharges(payer),
      differences: accounts.differences(payer),
      result: accounts.gainsAndLosses(payer),
      wallet: accounts.exporterWallet(payer),
    };
    const rows = await database.query.ledgerAccount.findMany();
    const balances = new Map(rows.map(({ id, balancePaise }) => [id, Number(balancePaise)]));
    const of = (name: keyof typeof names) => balances.get(names[name]) ?? 0;
    return {
      clearing: of('clearing'),
      bank: of('bank'),
      charges: of('charges'),
      differences: of('differences'),
      result: of('result'),
      wallet: of('wallet'),
    };
  }
  type Balances = Awaited<ReturnType<typeof books>>;
  /** By how much they have moved since. */
  async function movedSince(before: Balances): Promise<Balances> {
    const now = await books();
    const moved = Object.entries(now).map(([name, paise]) => [
      name,
      paise - before[name as keyof Balances],
    ]);
    return Object.fromEntries(moved);
  }

  return {
    ...desk,
    newMerchant,
    moveTo,
    paid,
    spoil: (fault: SettlementFault | null, day = daysAgo(1)) =>
      simulator('settlements', { merchantId, day, fault }),
    settleOrder,
    reconcile,
    differences,
    files,
    unreconciled,
    propose,
    decideDifference: decide,
    settled,
    books,
    movedSince,
  };
}
