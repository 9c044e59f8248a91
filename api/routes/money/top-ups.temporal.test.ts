import { randomUUID } from 'node:crypto';
import { Worker } from '@temporalio/worker';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seal } from '../../../gateways/payment/checksum.ts';
import { topUpDesk } from '../../../test/desks/top-up-desk.ts';
import { caseInStage } from '../../../test/records/case-in-stage.ts';
import { caseWorkflows, testDataConverter } from '../../../test/servers/case-worker.ts';
import { walletTopUpId } from '../../../workflows/wallet-top-up/contract.ts';
import { statementAnswer, topUpAnswer } from '../../schemas/money/wallet.ts';
import { problemAnswer } from '../../schemas/problem-answer.ts';

const desk = await topUpDesk();
const { ask, opened, notice, press, endOf, lateEndOf, orderOf, balance, sumOfBooks, fault } = desk;
const key = 'key-of-EIC';
const soon = { firstPauseMs: 200, longestPauseMs: 400, lapseAfterMs: 1_200 };

/** A notice of one's own making, sealed like the gateway's. */
function noticeOf(
  orderId: string,
  changed: { merchant?: string; amount?: string; status?: string; by?: string },
) {
  const { merchant = 'EICMERCHANT', amount = '00000350.00', status = '0300', by = key } = changed;
  const before = [merchant, orderId, 'M1', 'B1', amount, 'HDF', 'NA', 'NA', 'INR', 'R', merchant];
  const after = ['NA', 'NA', '22-11-2026 12:00:00', status, 'NA', ...Array(9).fill('NA')];
  return seal([...before, ...after], by);
}

let before: number;
beforeEach(async () => {
  before = await balance();
});
afterEach(async () => {
  await fault({ mode: 'up' });
  expect(await sumOfBooks()).toBe(0);
});
const gained = async () => (await balance()) - before;

describe('a top-up', () => {
  it('R32 of ten equal requests is one order, whose form the gateway takes', async () => {
    const once = randomUUID();
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(35_000, { key: once })));
    const made = answers.filter(({ status }) => status === 201);
    const orders = await Promise.all(made.map(async (one) => topUpAnswer.parse(await one.json())));
    expect(new Set(orders.map(({ orderId }) => orderId)).size).toBe(1);
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
    const [order] = orders;
    await notice(await press(order?.orderId ?? '', 'pay'));
    expect(await endOf(order?.orderId ?? '')).toEqual({ fate: 'credited' });
    const path = `/api/v1/wallets/EIC-MUMBAI/top-ups/${order?.orderId}`;
    const shown = topUpAnswer.parse(await (await desk.call(path, { as: 'exporter' })).json());
    expect(shown).toMatchObject({ status: 'paid', form: null });
    expect(await gained()).toBe(35_000);
  });

  it.each([1, 19_999, 100_000_001])('of %i paise is refused', async (paise) => {
    const answer = await ask(paise);
    expect(problemAnswer.parse(await answer.json()).code).toBe('top-up-out-of-limits');
  });

  it('whose notice is lost is found by asking', async () => {
    const orderId = await opened(soon);
    await press(orderId, 'vanish');
    expect(await endOf(orderId)).toEqual({ fate: 'credited' });
    expect(await gained()).toBe(35_000);
  });

  it('that nobody pays lapses; paid later, it is late money, and the exporter is told once', async () => {
    const orderId = await opened(soon);
    expect(await endOf(orderId)).toEqual({ fate: 'lapsed' });
    expect((await orderOf(orderId)).status).toBe('lapsed');
    const sent = (await desk.mails()).length;
    const msg = await press(orderId, 'pay');
    expect(await Promise.all([notice(msg), notice(msg), notice(msg)])).toEqual([204, 204, 204]);
    expect(await lateEndOf(orderId)).toEqual({ fate: 'credited' });
    expect(await notice(msg)).toBe(204);
    expect([await gained(), (await desk.mails()).length - sent]).toEqual([35_000, 1]);
  });

  it('has a history that replays', async () => {
    const orderId = await opened();
    await notice(await press(orderId, 'pay'));
    await endOf(orderId);
    const handle = desk.temporal.workflow.getHandle(walletTopUpId(orderId));
    const options = { workflowBundle: caseWorkflows(), dataConverter: testDataConverter };
    await Worker.runReplayHistory(options, await handle.fetchHistory());
  });
});

describe('a gateway that misbehaves', () => {
  it('and sends each notice twenty times at once and days later has one effect', async () => {
    const orderId = await opened();
    const msg = await press(orderId, 'pay');
    const told = await Promise.all(Array.from({ length: 20 }, () => notice(msg)));
    expect(new Set(told)).toEqual(new Set([204]));
    expect(await endOf(orderId)).toEqual({ fate: 'credited' });
    expect(await notice(msg)).toBe(204);
    expect(await gained()).toBe(35_000);
  });

  it('and reports success before the failure that came first', async () => {
    const orderId = await opened();
    const declined = await press(orderId, 'fail');
    const paid = await press(orderId, 'pay');
    expect([await notice(paid), await notice(declined)]).toEqual([204, 204]);
    expect(await endOf(orderId)).toEqual({ fate: 'credited' });
    expect(await notice(declined)).toBe(204);
    expect((await orderOf(orderId)).status).toBe('paid');
    expect(await gained()).toBe(35_000);
  });

  it('and reports a failure that nobody should believe for good', async () => {
    const orderId = await opened();
    await notice(await press(orderId, 'fail'));
    await expect
      .poll(async () => (await orderOf(orderId)).status, { timeout: 15_000 })
      .toBe('failed');
    await notice(await press(orderId, 'pay'));
    expect(await endOf(orderId)).toEqual({ fate: 'credited' });
    expect(await gained()).toBe(35_000);
  });

  it('and reports a payment of which it then knows nothing', async () => {
    const orderId = await opened(soon);
    expect(await notice(noticeOf(orderId, {}))).toBe(204);
    expect(await endOf(orderId)).toEqual({ fate: 'lapsed' });
    expect(await gained()).toBe(0);
  });

  it.each(['349.99', '350.01'])('and takes %s instead of 350.00 rupees', async (rupees) => {
    const orderId = await opened();
    const paise = Number(rupees.replace('.', ''));
    const msg = await press(orderId, 'pay', { amountPaise: paise });
    expect(await notice(msg)).toBe(204);
    expect(await endOf(orderId)).toEqual({ fate: 'disputed' });
    expect((await orderOf(orderId)).status).toBe('disputed');
    expect(await gained()).toBe(0);
  });

  it("and sends what is changed, cut off, or another merchant's is not believed", async () => {
    const [orderId, msg] = await opened().then(async (id) => [id, await press(id, 'pay')] as const);
    const wrong = [
      msg.replace('350.00', '950.00'),
      msg.slice(0, -1),
      msg.slice(0, msg.length / 2),
      msg.slice(0, msg.lastIndexOf('|')),
      noticeOf(orderId, { by: 'key-of-IMC', merchant: 'IMCMERCHANT' }),
      noticeOf(orderId, { by: 'key-of-IMC' }),
      noticeOf(orderId, { merchant: 'IMCMERCHANT' }),
      noticeOf('TOP00000000000000000', {}),
    ];
    expect(await Promise.all(wrong.map(notice))).toEqual(wrong.map(() => 400));
    expect(await gained()).toBe(0);
    expect(await notice(msg)).toBe(204);
    expect(await endOf(orderId)).toEqual({ fate: 'credited' });
    expect(await gained()).toBe(35_000);
  });

  it('and is away is asked until it is back', async () => {
    const orderId = await opened();
    const msg = await press(orderId, 'pay');
    await fault({ mode: 'down', requests: 2 });
    expect(await notice(msg)).toBe(204);
    expect(await endOf(orderId)).toEqual({ fate: 'credited' });
    expect(await gained()).toBe(35_000);
  });

  it('and hangs up after it was asked has been asked once more, with one effect', async () => {
    const orderId = await opened();
    const msg = await press(orderId, 'pay');
    await fault({ mode: 'cut', requests: 1 });
    expect(await notice(msg)).toBe(204);
    expect(await endOf(orderId)).toEqual({ fate: 'credited' });
    expect(await gained()).toBe(35_000);
  });
});

describe('money for a case that waits for it no more', () => {
  const owner = { accountId: desk.idOf('exporter'), iec: 'AAACS7302F' };

  it.each(['under-review', 'issued', 'rejected'] as const)(
    '%s goes into the wallet',
    async (stage) => {
      const applicationId = await caseInStage(desk.database, stage, owner);
      const orderId = await desk.newOrder({ applicationId });
      expect(await notice(await press(orderId, 'fail'))).toBe(204);
      const msg = await press(orderId, 'pay');
      expect(await Promise.all([notice(msg), notice(msg)])).toEqual([204, 204]);
      expect(await lateEndOf(orderId)).toEqual({ fate: 'credited' });
      expect(await gained()).toBe(35_000);
      const path = '/api/v1/wallets/EIC-MUMBAI/statement?limit=1';
      const answer = await (await desk.call(path, { as: 'exporter' })).json();
      const [line] = statementAnswer.parse(answer).lines;
      expect(line).toMatchObject({ kind: 'gateway-receipt', amountPaise: 35_000, applicationId });
    },
  );

  it('and of which nobody tells is found by the sweep, once', async () => {
    const applicationId = await caseInStage(desk.database, 'under-review', owner);
    const waiting = await caseInStage(desk.database, 'awaiting-payment', owner);
    const declined = await desk.newOrder({ applicationId }, { status: 'failed' });
    const lapsed = await desk.newOrder({ iec: owner.iec }, { status: 'lapsed' });
    for (const orderId of [declined, lapsed]) await press(orderId, 'vanish');
    await press(await desk.newOrder({ applicationId: waiting }), 'vanish');
    const sent = (await desk.mails()).length;
    expect(await desk.sweep()).toMatchObject({ credited: 2 });
    expect(await desk.sweep()).toMatchObject({ credited: 0 });
    expect([await gained(), (await desk.mails()).length - sent]).toEqual([70_000, 2]);
  });
});
