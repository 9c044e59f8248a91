import { randomUUID } from 'node:crypto';
import { Worker } from '@temporalio/worker';
import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ledgerAccount } from '../../../db/schema/schema.ts';
import { refundsPending } from '../../../domain/money/account.ts';
import { holdFee, openingBalance } from '../../../domain/money/posting.ts';
import { refundDesk } from '../../../test/desks/refund-desk.ts';
import type { Login } from '../../../test/servers/api-server.ts';
import { caseWorkflows, testDataConverter } from '../../../test/servers/case-worker.ts';
import { refundAnswer, refundsAnswer, walletRefundsAnswer } from '../../schemas/money/refund.ts';
import { statementAnswer } from '../../schemas/money/wallet.ts';
import { problemAnswer } from '../../schemas/problem-answer.ts';

const desk = await refundDesk();
const { filled, askBack, asked, read, refundEndOf, refundFault, refundsAtGateway, decide } = desk;
const { balance, payer, database } = desk;
const usual = { firstPauseMs: 200, longestPauseMs: 500, lapseAfterMs: 6_000_000 };
const impatient = { firstPauseMs: 100, longestPauseMs: 200, lapseAfterMs: 500 };

const pending = async () => {
  const at = eq(ledgerAccount.id, refundsPending(payer));
  const [row] = await database.select().from(ledgerAccount).where(at);
  return Number(row?.balancePaise ?? 0);
};
const codeOf = async (answer: Response) => problemAnswer.parse(await answer.json()).code;
const ofWallet = async () =>
  walletRefundsAnswer.parse(await (await desk.call(desk.path, { as: 'exporter' })).json());
const listed = async (as: Login) =>
  refundsAnswer
    .parse(await (await desk.call('/api/v1/refunds?status=needs-people', { as })).json())
    .refunds.map(({ refundId }) => refundId);
const gatewayHas = async (refundId: string) =>
  (await refundsAtGateway()).filter(({ reference }) => reference.startsWith(refundId));
const standsAs = (refundId: string, status: string) =>
  expect
    .poll(async () => (await read(refundId)).status, { timeout: 60_000, interval: 200 })
    .toBe(status);

let before: number;
beforeEach(async () => {
  before = await balance();
});
afterEach(async () => {
  await desk.fault({ mode: 'up' });
  await refundFault('usual');
  desk.setPatience(usual);
  expect(await desk.sumOfBooks()).toBe(0);
  expect(await pending()).toBe(0);
});
const gained = async () => (await balance()) - before;

describe('R32 a refund to source', () => {
  it('of a partly spent top-up goes back by the gateway, and the exporter is told in both languages', async () => {
    const orderId = await filled(50_000);
    await desk.move(holdFee({ ...payer, paise: 20_000 }));
    const refundId = await asked(30_000);
    expect(await refundEndOf(refundId)).toEqual({ fate: 'done' });
    expect(await read(refundId)).toMatchObject({
      status: 'done',
      reason: 'The shipment was cancelled',
      parts: [{ orderId, amountPaise: 30_000, status: 'done', remark: null }],
    });
    expect(await gatewayHas(refundId)).toMatchObject([{ orderId, refundAmount: '300.00' }]);
    expect(await gained()).toBe(0);
    const answer = await desk.call('/api/v1/wallets/EIC-MUMBAI/statement?limit=1', {
      as: 'exporter',
    });
    const [line] = statementAnswer.parse(await answer.json()).lines;
    expect(line).toMatchObject({ kind: 'hold-refund', amountPaise: -30_000, refundId });
    const [mail] = (await desk.mails()).filter(({ text }) => text.includes(refundId));
    expect(mail?.text).toMatch(/300\.00[\s\S]*धनवापसी/);
  });

  it('goes back to the newest payments first, each up to what it brought', async () => {
    const [older, newer] = [await filled(20_000), await filled(30_000)];
    const refundId = await asked(45_000);
    expect(await refundEndOf(refundId)).toEqual({ fate: 'done' });
    const parts = (await read(refundId)).parts.map((part) => [part.orderId, part.amountPaise]);
    expect(parts).toEqual([
      [newer, 30_000],
      [older, 15_000],
    ]);
    expect(await gained()).toBe(5_000);
    const next = await asked(5_000);
    expect(await refundEndOf(next)).toEqual({ fate: 'done' });
    expect((await read(next)).parts).toMatchObject([{ orderId: older, amountPaise: 5_000 }]);
  });

  it('of ten equal requests is one', async () => {
    await filled(20_000);
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 10 }, () => askBack(20_000, { key })));
    const made = answers.filter(({ status }) => status === 201);
    const refunds = await Promise.all(
      made.map(async (one) => refundAnswer.parse(await one.json())),
    );
    expect(new Set(refunds.map(({ refundId }) => refundId)).size).toBe(1);
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
    const refundId = refunds[0]?.refundId ?? '';
    expect(await refundEndOf(refundId)).toEqual({ fate: 'done' });
    expect([await gained(), (await gatewayHas(refundId)).length]).toEqual([0, 1]);
  });

  it('leaves what was brought over from elsewhere where it is', async () => {
    await filled(20_000);
    await desk.move(openingBalance({ ...payer, paise: 70_000 }));
    const { refundablePaise, balancePaise } = await ofWallet();
    expect(balancePaise).toBeGreaterThan(refundablePaise);
    expect(await codeOf(await askBack(refundablePaise + 1))).toBe('refund-not-from-gateway');
    expect(await codeOf(await askBack(balancePaise + 1))).toBe('refund-exceeds-wallet');
    expect(await codeOf(await askBack(99))).toBe('refund-too-small');
    const refundId = await asked(refundablePaise);
    expect(await refundEndOf(refundId)).toEqual({ fate: 'done' });
    expect((await ofWallet()).refundablePaise).toBe(0);
  });

  it('cannot take what something else takes at the same moment', async () => {
    await filled(50_000);
    const spend = holdFee({ ...payer, paise: 20_000 });
    const had = await balance();
    const asks = Array.from({ length: 5 }, () => askBack(20_000));
    const spends = Array.from({ length: 5 }, () =>
      desk.move(spend).then(
        () => true,
        () => false,
      ),
    );
    const answers = await Promise.all(asks);
    const spent = (await Promise.all(spends)).filter(Boolean).length;
    const made = await Promise.all(
      answers.filter(({ status }) => status === 201).map((one) => one.json()),
    );
    for (const one of made) await refundEndOf(refundAnswer.parse(one).refundId);
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      expect(await codeOf(answer)).toMatch(/^refund-(exceeds-wallet|not-from-gateway)$/);
    }
    expect(await balance()).toBe(had - (spent + made.length) * 20_000);
    const [over] = await database.execute(sql`select from payment_order placed
      where amount_paise < (select sum(amount_paise) from refund_part
        where order_id = placed.id and status <> 'refused')`);
    expect(over).toBeUndefined();
  });

  it('has a history that replays', async () => {
    await filled(20_000);
    await refundFault('pending');
    const refundId = await asked(20_000);
    await expect.poll(() => gatewayHas(refundId), { timeout: 60_000 }).toHaveLength(1);
    await decide(`${refundId}01`, 'give');
    await refundEndOf(refundId);
    const options = { workflowBundle: caseWorkflows(), dataConverter: testDataConverter };
    await Worker.runReplayHistory(options, await desk.runOf(refundId).fetchHistory());
  });
});

describe('R32 a gateway that misbehaves over a refund', () => {
  it('and refuses it leaves the money in the wallet, with the reason', async () => {
    await filled(20_000);
    await refundFault('refuse');
    const refundId = await asked(20_000);
    expect(await refundEndOf(refundId)).toEqual({ fate: 'refused' });
    const remark = expect.stringContaining('The bank does not take it back');
    expect((await read(refundId)).parts).toMatchObject([{ status: 'refused', remark }]);
    expect(await gained()).toBe(20_000);
    await refundFault('usual');
    expect(await refundEndOf(await asked(20_000))).toEqual({ fate: 'done' });
  });

  it('and gives one part back and refuses the other ends it in part', async () => {
    await filled(20_000);
    await filled(30_000);
    await refundFault('pending');
    const refundId = await asked(50_000);
    await expect.poll(() => gatewayHas(refundId), { timeout: 60_000 }).toHaveLength(2);
    expect([await gained(), await pending()]).toEqual([0, 50_000]);
    await decide(`${refundId}01`, 'give');
    await decide(`${refundId}02`, 'refuse');
    expect(await refundEndOf(refundId)).toEqual({ fate: 'partly' });
    expect(await gained()).toBe(20_000);
  });

  it('and leaves it open is listed for people, not lost, and believed in the end', async () => {
    await filled(20_000);
    await refundFault('pending');
    desk.setPatience(impatient);
    const refundId = await asked(20_000);
    await standsAs(refundId, 'needs-people');
    const reading = ['administrator', 'operations', 'exporter', 'other-administrator'] as const;
    const lists = await Promise.all(reading.map(listed));
    expect(lists.map((ids) => ids.includes(refundId))).toEqual([true, true, true, false]);
    await decide(`${refundId}01`, 'give');
    await desk.lookAgain(refundId);
    expect(await refundEndOf(refundId)).toEqual({ fate: 'done' });
    expect((await read(refundId)).needsPeopleSince).not.toBeNull();
  });

  it.each(['other-amount', 'other-order'])(
    'and answers with %s is not believed: people look',
    async (mode) => {
      await filled(20_000);
      await refundFault(mode);
      const refundId = await asked(20_000);
      await standsAs(refundId, 'needs-people');
      const remark = expect.stringMatching(/^The gateway speaks of/);
      expect((await read(refundId)).parts).toMatchObject([{ status: 'asked', remark }]);
      expect([await gained(), await pending()]).toEqual([0, 20_000]);
      await refundFault('usual');
      await desk.lookAgain(refundId);
      expect(await refundEndOf(refundId)).toEqual({ fate: 'done' });
      expect(await gatewayHas(refundId)).toHaveLength(1);
    },
  );

  it('and seals its answers wrongly is asked until it does not, with one effect', async () => {
    await filled(20_000);
    await refundFault('wrong-checksum');
    const refundId = await asked(20_000);
    await expect.poll(desk.faultsMet, { timeout: 60_000 }).toBeGreaterThan(1);
    await refundFault('usual');
    expect(await refundEndOf(refundId)).toEqual({ fate: 'done' });
    expect(await gatewayHas(refundId)).toHaveLength(1);
  });

  it('and is away is asked until it is back', async () => {
    await filled(20_000);
    await desk.fault({ mode: 'down', requests: 2 });
    const refundId = await asked(20_000);
    expect(await refundEndOf(refundId)).toEqual({ fate: 'done' });
    expect(await gatewayHas(refundId)).toHaveLength(1);
  });

  it.each([
    ['hangs up on what it has carried out', 'cut'],
    ['carries out what nobody waits for any more', 'late'],
  ])('and %s gives it back once', async (_what, mode) => {
    const orderId = await filled(20_000);
    await refundFault(mode);
    const refundId = await asked(20_000);
    expect(await refundEndOf(refundId)).toEqual({ fate: 'done' });
    const ofOrder = (await refundsAtGateway()).filter((one) => one.orderId === orderId);
    expect(ofOrder).toMatchObject([{ refundAmount: '200.00' }]);
    expect(await gained()).toBe(0);
  });

  it('and has been given another checksum key meanwhile is asked under that one', async () => {
    await filled(20_000);
    await desk.setMerchant('EICMERCHANT', 'another-key-of-EIC');
    const refundId = await asked(20_000);
    expect(await refundEndOf(refundId)).toEqual({ fate: 'done' });
  });
});
