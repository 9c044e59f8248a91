import { setTimeout as pause } from 'node:timers/promises';
import { and, eq, sql } from 'drizzle-orm';
import { afterAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../db/database.ts';
import { ledgerAccount, ledgerTransaction, paymentOrder } from '../../db/schema/schema.ts';
import { allParts } from '../../scripts/stack/stack.ts';
import { persistentProgram } from '../servers/persistent-program.ts';
import { startTemporaryStack } from '../servers/temporary-stack.ts';
import { payAndLeave } from './pay-and-leave.ts';

type TopUp = { orderId: string; status: string; form: { url: string; msg: string } | null };
type Statement = { balancePaise: number };

const { stack, remove } = await startTemporaryStack(allParts);
afterAll(remove);
const { api } = stack.addresses;
const exporter = await persistentProgram({ api, dataDir: stack.dataDir }, 'AAACS7302F');
const wallet = '/wallets/EIC-MUMBAI';
const paise = 35_000;
const paid: string[] = [];

const balance = async () => (await exporter.get<Statement>(`${wallet}/statement`)).balancePaise;

/** The books balance, and each order that was paid has come in once. */
async function booksAreRight(): Promise<void> {
  const database = openDatabase(stack.env.DATABASE_URL ?? '');
  try {
    const [sum] = await database
      .select({ all: sql<string>`sum(balance_paise)` })
      .from(ledgerAccount);
    expect(sum?.all).toBe('0');
    const receipts = await database.$count(
      ledgerTransaction,
      eq(ledgerTransaction.kind, 'gateway-receipt'),
    );
    const settled = and(eq(paymentOrder.purpose, 'top-up'), eq(paymentOrder.status, 'paid'));
    expect([receipts, await database.$count(paymentOrder, settled)]).toEqual([
      paid.length,
      paid.length,
    ]);
  } finally {
    await database.$client.end();
  }
}

describe('kill -9 in the middle of a top-up: the money comes in, once', () => {
  for (const part of ['worker', 'api', 'temporal', 'postgres'] as const) {
    for (const moment of ['opened', 'paid'] as const) {
      test(`${part}, while it is being ${moment}`, async () => {
        const before = await balance();
        const opening = exporter.post<TopUp>(`${wallet}/top-ups`, { amountPaise: paise });
        if (moment === 'paid') await payAndLeave((await opening).form);
        await pause(20);
        await stack.kill(part);
        await stack.start(part);
        const topUp = await opening;
        if (moment === 'opened') await payAndLeave(topUp.form);
        const read = () => exporter.get<TopUp>(`${wallet}/top-ups/${topUp.orderId}`);
        await expect
          .poll(async () => (await read()).status, { timeout: 120_000, interval: 500 })
          .toBe('paid');
        paid.push(topUp.orderId);
        expect((await balance()) - before).toBe(paise);
        await booksAreRight();
      }, 180_000);
    }
  }
});
