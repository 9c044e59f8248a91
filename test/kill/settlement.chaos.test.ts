import { Client, Connection, ScheduleOverlapPolicy } from '@temporalio/client';
import { eq, sql } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '../../db/database.ts';
import { ledgerAccount, ledgerTransaction, office, paymentOrder } from '../../db/schema/schema.ts';
import { gatewayClearing } from '../../domain/money/account.ts';
import { allParts } from '../../scripts/stack/stack.ts';
import { settlementSchedule } from '../../workflows/settlement-reconciliation/contract.ts';
import { daysAgo } from '../desks/settlement-desk.ts';
import { persistentProgram } from '../servers/persistent-program.ts';
import { startTemporaryStack } from '../servers/temporary-stack.ts';
import { payAndLeave } from './pay-and-leave.ts';

type TopUp = { orderId: string; status: string; form: { url: string; msg: string } | null };

const { stack, remove } = await startTemporaryStack(allParts);
afterAll(remove);
const { api, paymentGateway, temporal } = stack.addresses;
const exporter = await persistentProgram({ api, dataDir: stack.dataDir }, 'AAACS7302F');
const clearing = gatewayClearing({ agency: 'EIC', office: 'MUMBAI' });

/** Works with a database that has just been killed, or is about to be. */
async function withDatabase<Result>(
  work: (database: ReturnType<typeof openDatabase>) => Promise<Result>,
): Promise<Result> {
  const database = openDatabase(stack.databaseUrl, { max: 1 });
  try {
    return await work(database);
  } finally {
    await database.$client.end({ timeout: 5 });
  }
}

/** A top-up of 350 rupees that is paid, booked, and at the gateway of that day. */
async function paidOn(day: string, merchantId: string): Promise<void> {
  const path = '/wallets/EIC-MUMBAI/top-ups';
  const { orderId, form } = await exporter.post<TopUp>(path, { amountPaise: 35_000 });
  await payAndLeave(form);
  const status = async () => (await exporter.get<TopUp>(`${path}/${orderId}`)).status;
  await expect.poll(status, { timeout: 60_000, interval: 200 }).toBe('paid');
  const moved = await fetch(`${paymentGateway}/simulator/orders/${merchantId}/${orderId}/date`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ at: `${day}T06:00:00.000Z` }),
  });
  expect(moved.status).toBe(200);
}

/** Holds the clearing account, so that a file that is being taken stops before it can be committed. */
async function holdClearing() {
  const database = openDatabase(stack.databaseUrl, { max: 1 });
  const held = Promise.withResolvers<void>();
  const letGo = Promise.withResolvers<void>();
  const ended = database.$client
    .begin(async (own) => {
      await own`select from ledger_account where id = ${clearing} for update`;
      held.resolve();
      await letGo.promise;
    })
    .catch(() => {}); // The database may be killed under it.
  await held.promise;
  return async () => {
    letGo.resolve();
    await ended;
    await database.$client.end({ timeout: 5 });
  };
}

/** Resolves once a file is being taken and stopped at what is held. */
async function untilSomebodyWaits(): Promise<void> {
  await withDatabase(async ({ $client: client }) => {
    const waiting = async () => (await client`select from pg_locks where not granted`).length;
    await expect.poll(waiting, { timeout: 90_000, interval: 50 }).toBeGreaterThan(0);
  });
}

/** A new Schedule runs at once: over before there is anything, that run takes no file of this test. */
async function untilFirstRunIsOver(client: Client): Promise<void> {
  const status = async () => {
    const { info } = await client.schedule.getHandle(settlementSchedule).describe();
    const [first] = info.recentActions;
    const run =
      first && (await client.workflow.getHandle(first.action.workflow.workflowId).describe());
    return run?.status.name;
  };
  await expect.poll(status, { timeout: 60_000, interval: 200 }).toBe('COMPLETED');
}

test('R42 kill -9 of worker and database in the middle of taking a file: it is taken once', async () => {
  const connection = await Connection.connect({ address: temporal });
  const client = new Client({ connection, namespace: stack.env.TEMPORAL_NAMESPACE ?? 'ecoo' });
  await untilFirstRunIsOver(client);
  const merchantId = await withDatabase(async (database) => {
    const [row] = await database.select().from(office).where(eq(office.id, 'EIC-MUMBAI'));
    await database.execute(sql`
      update office_merchant set since = ${`${daysAgo(2)}T06:00:00Z`}::timestamptz
      where office_id = 'EIC-MUMBAI'`);
    return row?.merchantId ?? '';
  });
  for (const days of [2, 1]) await paidOn(daysAgo(days), merchantId);

  const letGo = await holdClearing();
  await client.schedule.getHandle(settlementSchedule).trigger(ScheduleOverlapPolicy.BUFFER_ONE);
  await connection.close();
  await untilSomebodyWaits();
  await stack.kill('worker');
  await letGo();
  const endedByKill = await holdClearing();
  await stack.start('worker');
  await untilSomebodyWaits();
  await stack.kill('postgres');
  await stack.start('postgres');
  await endedByKill();

  await withDatabase(async (database) => {
    const { $client: record } = database;
    const taken = async () =>
      (
        await record`select day::text, matched_count as matched from settlement_file order by day`
      ).map(({ day, matched }) => [day, matched]);
    await expect
      .poll(taken, { timeout: 120_000, interval: 500 })
      .toEqual([2, 1].map((days) => [daysAgo(days), 1]));
    const [owed] = await database
      .select()
      .from(ledgerAccount)
      .where(eq(ledgerAccount.id, clearing));
    const [sum] = await database
      .select({ all: sql<string>`sum(balance_paise)` })
      .from(ledgerAccount);
    expect([owed?.balancePaise, sum?.all]).toEqual([0n, '0']);
    const isSettlement = eq(ledgerTransaction.kind, 'settlement');
    expect(await database.$count(ledgerTransaction, isSettlement)).toBe(2);
    const waiting = sql`status = 'paid' and reconciled_at is null`;
    expect(await database.$count(paymentOrder, waiting)).toBe(0);
  });
}, 240_000);
