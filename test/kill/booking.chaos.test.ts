import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { inArray, sql } from 'drizzle-orm';
import { afterAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../db/database.ts';
import { type Booking, book } from '../../db/queries/money/ledger/ledger.ts';
import { ledgerAccount, ledgerTransaction } from '../../db/schema/schema.ts';
import { gatewayReceipt } from '../../domain/money/posting.ts';
import { startTemporaryStack } from '../servers/temporary-stack.ts';

const { stack, remove } = await startTemporaryStack(['postgres']);
afterAll(remove);
const database = openDatabase(stack.databaseUrl, { max: 50 });
const other = openDatabase(stack.databaseUrl, { max: 1 });
// Each connection is there before the first kill: one that never was is tried again only in a while.
await send(receipts('one'));
afterAll(() => Promise.all([database, other].map(({ $client }) => $client.end({ timeout: 5 }))));

/** Fifty receipts, for offices of their own or all for the same. */
function receipts(offices: 'each its own' | 'one'): Booking[] {
  const one = randomUUID();
  return Array.from({ length: 50 }, () => {
    const office = { agency: 'EIC', office: offices === 'one' ? one : randomUUID() };
    const posting = gatewayReceipt({ ...office, iec: 'AAACS7302F', paise: 35_000 });
    return { key: randomUUID(), applicationId: null, posting };
  });
}

/** Sends the bookings, and gives how many each has added: null for those without an answer. */
function send(bookings: Booking[]): Promise<(number | null)[]> {
  return Promise.all(bookings.map((booking) => book(database, [booking]).catch(() => null)));
}

async function killAndStart(): Promise<void> {
  await stack.kill('postgres');
  await stack.start('postgres');
}

async function keysOnRecord(bookings: Booking[]): Promise<string[]> {
  const keys = bookings.map(({ key }) => key);
  const rows = await database
    .select({ key: ledgerTransaction.key })
    .from(ledgerTransaction)
    .where(inArray(ledgerTransaction.key, keys));
  return rows.map(({ key }) => key);
}

/** What was answered is on record; asked again, each is there once; and the books balance. */
async function oneOfEach(bookings: Booking[], answers: (number | null)[]): Promise<number> {
  const kept = await keysOnRecord(bookings);
  const answered = bookings.filter((_, index) => answers[index] === 1).map(({ key }) => key);
  expect(kept).toEqual(expect.arrayContaining(answered));
  const added = await send(bookings);
  expect(added).toEqual(bookings.map(({ key }) => (kept.includes(key) ? 0 : 1)));
  const wallets = bookings.flatMap(({ posting }) => posting.entries.map(({ account }) => account));
  const [books] = await database
    .select({
      all: sql<string>`sum(${ledgerAccount.balancePaise})`,
      wallets: sql<string>`sum(${ledgerAccount.balancePaise}) filter (where ${inArray(ledgerAccount.id, wallets)} and id like 'exporter-wallet/%')`,
      wrong: sql<string>`count(*) filter (where balance_paise <> (
        select coalesce(sum(amount_paise), 0) from ledger_entry where account_id = ledger_account.id))`,
    })
    .from(ledgerAccount);
  expect(books).toEqual({ all: '0', wallets: String(bookings.length * 35_000), wrong: '0' });
  return kept.length;
}

describe('R43 kill -9 of the database while fifty bookings are under way: each is booked once', () => {
  for (const afterMs of [0, 2, 5, 10, 20, 40]) {
    test(`${afterMs} ms after they were sent, to one office's accounts`, async () => {
      const bookings = receipts('one');
      const sent = send(bookings);
      await pause(afterMs);
      await killAndStart();
      await oneOfEach(bookings, await sent);
    }, 60_000);
  }

  test('before any could commit: none is booked, and each when asked again', async () => {
    const bookings = receipts('one');
    const locked = Promise.withResolvers<void>();
    const endedByKill = other.$client.begin(async (transaction) => {
      await transaction`lock table ledger_entry in share mode`;
      locked.resolve();
      await new Promise(() => {});
    });
    await locked.promise;
    const sent = send(bookings);
    await untilWaiting('Lock', bookings.length);
    await Promise.all([expect(endedByKill).rejects.toThrow(), killAndStart()]);
    expect(await sent).toEqual(bookings.map(() => null));
    expect(await oneOfEach(bookings, [])).toBe(0);
  }, 60_000);

  test('between the commit and its answer: all are booked, and none again', async () => {
    const bookings = receipts('each its own');
    // A commit that waits for a standby which never comes is written, and nobody is told.
    await other.$client.unsafe(`alter system set synchronous_standby_names = 'nobody'`);
    await other.$client`select pg_reload_conf()`;
    // The server takes the setting up in its own time: commits of no consequence until one waits.
    const endedByKill = (async () => {
      for (;;) await other.$client`select pg_logical_emit_message(true, 'does a commit wait?', '')`;
    })();
    await untilWaiting('SyncRep', 1);
    const sent = send(bookings);
    await untilWaiting('SyncRep', 1 + bookings.length);
    await Promise.all([expect(endedByKill).rejects.toThrow(), stack.kill('postgres')]);
    expect(await sent).toEqual(bookings.map(() => null));
    await stack.start('postgres');
    await other.$client.unsafe('alter system reset synchronous_standby_names');
    await other.$client`select pg_reload_conf()`;
    expect(await oneOfEach(bookings, [])).toBe(bookings.length);
  }, 60_000);
});

/** Resolves once so many sessions wait for a lock or for a standby to confirm their commit. */
async function untilWaiting(what: 'Lock' | 'SyncRep', count: number): Promise<void> {
  const watcher = openDatabase(stack.databaseUrl, { max: 1 });
  try {
    for (;;) {
      const [row] = await watcher.$client`
        select count(*)::int as count from pg_stat_activity
        where ${what} in (wait_event_type, wait_event)`;
      if (row?.count >= count) return;
      await pause(5);
    }
  } finally {
    await watcher.$client.end();
  }
}
