import { setTimeout as pause } from 'node:timers/promises';
import { inArray, like, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openDatabase } from '../../db/database.ts';
import { ledgerAccount, ledgerTransaction } from '../../db/schema/schema.ts';
import { allParts } from '../../scripts/stack/stack.ts';
import { persistentProgram } from '../servers/persistent-program.ts';
import { startTemporaryStack } from '../servers/temporary-stack.ts';
import { payAndLeave } from './pay-and-leave.ts';

type TopUp = { orderId: string; status: string; form: { url: string; msg: string } | null };
type Refund = { refundId: string; status: string; parts: { orderId: string }[] };
type AtGateway = { reference: string; orderId: string; status: string; refundAmount: string };

const { stack, remove } = await startTemporaryStack(allParts);
afterAll(remove);
const { api, paymentGateway: gateway } = stack.addresses;
const exporter = await persistentProgram({ api, dataDir: stack.dataDir }, 'AAACS7302F');
const wallet = '/wallets/EIC-MUMBAI';
const paise = 20_000;
const kinds = ['worker', 'api', 'temporal', 'postgres'] as const;
const json = { accept: 'application/json', 'content-type': 'application/json' };
let order = '';
const refunded: string[] = [];

const balance = async () =>
  (await exporter.get<{ balancePaise: number }>(`${wallet}/statement`)).balancePaise;

const atGateway = async () =>
  (await (await fetch(`${gateway}/simulator/refunds`, { headers: json })).json()) as AtGateway[];

const askBack = () =>
  exporter.post<Refund>(`${wallet}/refunds`, { amountPaise: paise, reason: 'Not needed any more' });

/** One payment that holds all that goes back, so that each kill comes upon the same order. */
beforeAll(async () => {
  const opened = await exporter.post<TopUp>(`${wallet}/top-ups`, { amountPaise: 8 * paise });
  order = opened.orderId;
  await payAndLeave(opened.form);
  await vi.waitFor(
    async () => {
      const { status } = await exporter.get<TopUp>(`${wallet}/top-ups/${order}`);
      if (status !== 'paid') throw new Error(`the top-up is ${status}`);
    },
    { timeout: 90_000, interval: 500 },
  );
  // From here on the gateway hangs up on every refund that it has carried out.
  const body = JSON.stringify({ mode: 'cut' });
  await fetch(`${gateway}/simulator/refund-faults`, { method: 'POST', headers: json, body });
}, 120_000);

/** The books balance, nothing is set aside, and each refund was booked and carried out once. */
async function booksAreRight(): Promise<void> {
  const database = openDatabase(stack.env.DATABASE_URL ?? '');
  try {
    const [sum] = await database
      .select({ all: sql<string>`sum(balance_paise)` })
      .from(ledgerAccount);
    const [held] = await database
      .select({ all: sql<string>`sum(balance_paise)` })
      .from(ledgerAccount)
      .where(like(ledgerAccount.id, 'refunds-pending/%'));
    expect([sum?.all, held?.all]).toEqual(['0', '0']);
    const booked = await database
      .select({ kind: ledgerTransaction.kind, times: sql<number>`count(*)::int` })
      .from(ledgerTransaction)
      .where(inArray(ledgerTransaction.kind, ['hold-refund', 'pay-refund', 'return-refund']))
      .groupBy(ledgerTransaction.kind)
      .orderBy(ledgerTransaction.kind);
    const times = refunded.length;
    expect(booked).toEqual([
      { kind: 'hold-refund', times },
      { kind: 'pay-refund', times },
    ]);
  } finally {
    await database.$client.end({ timeout: 5 });
  }
  const carriedOut = await atGateway();
  expect(carriedOut.map(({ reference }) => reference)).toEqual(refunded.map((id) => `${id}01`));
  for (const one of carriedOut) {
    expect(one).toMatchObject({ orderId: order, refundAmount: '200.00' });
    expect(one.status).toMatch(/^(cancelled|refunded)$/);
  }
}

describe('R32 kill -9 in the middle of refunds: the money goes back, once', () => {
  test.each(kinds)(
    '%s, when one is asked for and one is carried out, not booked',
    async (part) => {
      const before = await balance();
      const carriedOut = await askBack();
      const isThere = async () =>
        (await atGateway()).some(({ reference }) => reference.startsWith(carriedOut.refundId));
      await expect.poll(isThere, { timeout: 90_000, interval: 20 }).toBe(true);
      const asking = askBack();
      await pause(20);
      await stack.kill(part);
      await stack.start(part);
      for (const { refundId } of [carriedOut, await asking]) {
        refunded.push(refundId);
        const read = () => exporter.get<Refund>(`${wallet}/refunds/${refundId}`);
        await expect
          .poll(async () => (await read()).status, { timeout: 150_000, interval: 300 })
          .toBe('done');
      }
      expect((await balance()) - before).toBe(-2 * paise);
      await booksAreRight();
    },
    240_000,
  );
});
