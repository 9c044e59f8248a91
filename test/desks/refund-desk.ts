import { randomUUID } from 'node:crypto';
import type { Activities } from '../../activities/activities.ts';
import { createCallPeopleToRefund, createEndRefund } from '../../activities/refund/end-refund.ts';
import { createOpenRefund } from '../../activities/refund/open-refund.ts';
import { createSettleRefund } from '../../activities/refund/settle-refund.ts';
import { createTellOfRefund } from '../../activities/refund/tell-of-refund.ts';
import { refundAnswer } from '../../api/schemas/money/refund.ts';
import { book } from '../../db/queries/money/ledger/ledger.ts';
import type { Patience } from '../../domain/money/patience.ts';
import type { Posting } from '../../domain/money/posting.ts';
import { askAgain, walletRefundId } from '../../workflows/wallet-refund/contract.ts';
import type { Login } from '../servers/api-server.ts';
import type { paymentCounter } from './payment-counter.ts';
import { topUpDesk } from './top-up-desk.ts';

type Dependencies = Awaited<ReturnType<typeof paymentCounter>>['dependencies'];

/**
 * A desk for top-ups that gives money back, too. Call it at a test file's top. `more` are further
 * activities.
 */
export async function refundDesk({ more = (_: Dependencies): Partial<Activities> => ({}) } = {}) {
  /** What the next refund is asked about by. */
  let patience: Patience = { firstPauseMs: 200, longestPauseMs: 500, lapseAfterMs: 6_000_000 };
  const desk = await topUpDesk({
    more: (dependencies) => {
      const openRefund = createOpenRefund(dependencies);
      return {
        openRefund: async (input) => {
          const opened = await openRefund(input);
          return 'refused' in opened ? opened : { ...opened, patience };
        },
        settleRefund: createSettleRefund(dependencies),
        callPeopleToRefund: createCallPeopleToRefund(dependencies),
        endRefund: createEndRefund(dependencies),
        tellOfRefund: createTellOfRefund(dependencies),
        ...more(dependencies),
      };
    },
  });
  const path = '/api/v1/wallets/EIC-MUMBAI/refunds';

  async function simulator<Told>(at: string, body?: object): Promise<Told> {
    const answer = await fetch(`${desk.gatewayUrl}/simulator/${at}`, {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!answer.ok) throw new Error(`${at}: ${await answer.text()}`);
    return (await answer.json()) as Told;
  }

  /** A top-up that was paid and is in the wallet; gives its order. */
  async function filled(amountPaise: number): Promise<string> {
    const answer = await desk.ask(amountPaise);
    const { orderId } = (await answer.json()) as { orderId: string };
    await desk.notice(await desk.press(orderId, 'pay'));
    await desk.endOf(orderId);
    return orderId;
  }

  /** Asks for money back, as often as there is no answer in time. */
  async function askBack(
    amountPaise: number,
    { key = randomUUID() as string, as = 'exporter' as Login } = {},
  ): Promise<Response> {
    const body = { amountPaise, reason: 'The shipment was cancelled' };
    const answer = await desk.call(path, { body, headers: { 'idempotency-key': key }, as });
    return answer.status === 202 ? askBack(amountPaise, { key, as }) : answer;
  }

  /** Asks for money back; gives the refund's id. */
  async function asked(amountPaise: number): Promise<string> {
    return refundAnswer.parse(await (await askBack(amountPaise)).json()).refundId;
  }

  const read = async (refundId: string, as: Login = 'exporter') =>
    refundAnswer.parse(await (await desk.call(`${path}/${refundId}`, { as })).json());

  const runOf = (refundId: string) => desk.temporal.workflow.getHandle(walletRefundId(refundId));

  return {
    ...desk,
    path,
    filled,
    askBack,
    asked,
    read,
    runOf,
    setPatience(next: Patience) {
      patience = next;
    },
    refundEndOf: (refundId: string): Promise<{ fate: string }> => runOf(refundId).result(),
    lookAgain: (refundId: string) => runOf(refundId).signal(askAgain),
    refundFault: (mode: string) => simulator('refund-faults', { mode }),
    /** How many messages about refunds met the fault that is set. */
    faultsMet: async () => (await simulator<{ met: number }>('refund-faults')).met,
    /** What the gateway has been asked for, by our reference. */
    refundsAtGateway: () =>
      simulator<{ reference: string; orderId: string; status: string; refundAmount: string }[]>(
        'refunds',
      ),
    /** What the gateway's people do with a pending refund. */
    decide: (reference: string, outcome: 'give' | 'refuse') =>
      simulator(`refunds/EICMERCHANT/${reference}`, { outcome }),
    /** Moves money as something else does. */
    move: (posting: Posting) =>
      book(desk.database, [{ key: randomUUID(), applicationId: null, posting }]),
  };
}
