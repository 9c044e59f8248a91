import { randomUUID } from 'node:crypto';
import type { Activities } from '../../activities/activities.ts';
import { createFindStrayOrders } from '../../activities/payment/find-stray-orders.ts';
import { createLapseTopUp, createOpenTopUp } from '../../activities/payment/open-top-up.ts';
import { createSettleOrder } from '../../activities/payment/settle-order.ts';
import { createTellOfLateMoney } from '../../activities/payment/tell-of-late-money.ts';
import { topUpAnswer } from '../../api/schemas/money/wallet.ts';
import type { Patience } from '../../domain/money/patience.ts';
import { caseTaskQueue } from '../../workflows/case/contract.ts';
import { lateMoneyId } from '../../workflows/late-money/contract.ts';
import { paymentSweepName } from '../../workflows/payment-sweep/contract.ts';
import { walletTopUpId } from '../../workflows/wallet-top-up/contract.ts';
import { apiServer, type Login, masterKeys } from '../servers/api-server.ts';
import { connectEngine, ownNamespace } from '../servers/case-worker.ts';
import { paymentCounter } from './payment-counter.ts';

type Counter = Awaited<ReturnType<typeof paymentCounter>>;

/**
 * Wallets that are filled for real: the API, the engine in a namespace of the test file's own, the
 * record, a simulated gateway and a mailbox. Call it at the file's top.
 * `more` are activities beside those of top-ups.
 */
export async function topUpDesk({
  apiKeys = masterKeys,
  workerKeys = masterKeys,
  more = (_: Counter['dependencies']): Partial<Activities> => ({}),
} = {}) {
  const { client: temporal, work } = await connectEngine(await ownNamespace('payments'));
  const { call, database, databaseUrl, idOf, signIn } = await apiServer({
    temporal,
    keyRing: apiKeys,
  });
  const counter = await paymentCounter(database, workerKeys);

  /** What the next top-up is asked about by; long, unless a test says otherwise. */
  let patience: Patience = {
    firstPauseMs: 600_000,
    longestPauseMs: 600_000,
    lapseAfterMs: 6_000_000,
  };
  const openTopUp = createOpenTopUp(counter.dependencies);
  const activities: Partial<Activities> = {
    findStrayOrders: createFindStrayOrders(counter.dependencies),
    openTopUp: async (input) => {
      const opened = await openTopUp(input);
      return 'refused' in opened ? opened : { ...opened, patience };
    },
    settleOrder: createSettleOrder(counter.dependencies),
    lapseTopUp: createLapseTopUp(counter.dependencies),
    tellOfLateMoney: createTellOfLateMoney(counter.dependencies),
    ...more(counter.dependencies),
  };
  await work(caseTaskQueue, activities);

  function ask(
    amountPaise: number,
    { key = randomUUID() as string, as = 'exporter' as Login } = {},
  ) {
    const path = '/api/v1/wallets/EIC-MUMBAI/top-ups';
    const headers = { 'idempotency-key': key };
    return call(path, { body: { amountPaise }, headers, as });
  }

  /** Opens a top-up of 350 rupees; gives its order. */
  async function opened(asked: Patience = patience): Promise<string> {
    const before = patience;
    patience = asked;
    try {
      const answer = await ask(35_000);
      return topUpAnswer.parse(await answer.json()).orderId;
    } finally {
      patience = before;
    }
  }

  async function notice(msg: string): Promise<number> {
    const answer = await call('/api/v1/payments/notice', {
      body: new URLSearchParams({ msg }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    return answer.status;
  }

  const endOf = (orderId: string): Promise<{ fate: string }> =>
    temporal.workflow.getHandle(walletTopUpId(orderId)).result();
  const lateEndOf = (orderId: string): Promise<{ fate: string }> =>
    temporal.workflow.getHandle(lateMoneyId(orderId)).result();

  const sweep = (): Promise<{ asked: number; credited: number }> =>
    temporal.workflow.execute(paymentSweepName, {
      workflowId: randomUUID(),
      taskQueue: caseTaskQueue,
    });

  return {
    ...counter,
    sweep,
    call,
    database,
    databaseUrl,
    idOf,
    signIn,
    temporal,
    ask,
    opened,
    notice,
    endOf,
    lateEndOf,
  };
}
