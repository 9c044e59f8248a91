import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exporterWallet, gatewayClearing } from '../../../../domain/money/account.ts';
import {
  gatewayReceipt,
  holdFee,
  openingBalance,
  returnFee,
  takeFee,
} from '../../../../domain/money/posting.ts';
import { freshDatabase } from '../../../../test/servers/fresh-database.ts';
import type { Transaction } from '../../../database.ts';
import { listCollections } from './collections.ts';
import { type Booking, book } from './ledger.ts';
import { type Books, type ClassBalance, readTrialBalance } from './trial-balance.ts';

const { database } = await freshDatabase();
const all: Books = { agency: null, office: null };
const start = Date.parse('2026-03-31T12:00:00.000Z');
const hour = 3_600_000;

/** Lets the test say when something was booked; nobody else can. */
async function asOwner(work: (own: Transaction) => Promise<unknown>): Promise<void> {
  await database.transaction(async (own) => {
    await own.execute(sql`set local session_replication_role = replica`);
    await work(own);
  });
}

/** Spreads all that is booked over time, in its order, one movement every seven hours. */
const spread = () =>
  asOwner((own) =>
    own.execute(sql`
      update ledger_transaction set at = ${new Date(start).toISOString()}::timestamptz + place * interval '7 hours'
      from (select id, row_number() over (order by at) - 1 as place from ledger_transaction) ordered
      where ordered.id = ledger_transaction.id`),
  );

const places = [
  { agency: 'EIC', office: 'MUMBAI' },
  { agency: 'EIC', office: 'DELHI' },
  { agency: 'IMC', office: 'MUMBAI' },
];
const movement = fc.record({
  place: fc.nat(places.length - 1),
  iec: fc.constantFrom('AAACS7302F', '0388012345'),
  paise: fc.integer({ min: 1, max: 90_000 }),
  what: fc.constantFrom('receipt', 'opening', 'hold', 'take', 'return'),
});

type Movement = typeof movement extends fc.Arbitrary<infer One> ? One : never;

/** Books what can be booked of it, one movement after another; what overdraws a wallet is left out. */
async function bookAll(movements: Movement[]): Promise<void> {
  const holds: { key: string; payer: Parameters<typeof holdFee>[0] }[] = [];
  for (const { place, iec, paise, what } of movements) {
    const payer = { ...(places[place] ?? { agency: '', office: '' }), iec, paise };
    const key = randomUUID();
    const hold = what === 'take' || what === 'return' ? holds.shift() : undefined;
    const posting = {
      receipt: () => gatewayReceipt(payer),
      opening: () => openingBalance(payer),
      hold: () => holdFee(payer),
      take: () => takeFee(hold?.payer ?? payer),
      return: () => returnFee(hold?.payer ?? payer),
    }[what]();
    const booking: Booking = { key, applicationId: null, posting };
    const booked = await book(database, [hold ? { ...booking, resolves: hold.key } : booking]).then(
      () => true,
      () => false,
    );
    if (booked && what === 'hold') holds.push({ key, payer });
  }
}

type Entry = { account: string; at: Date; paise: number };

async function entries(): Promise<Entry[]> {
  const rows = await database.execute<{ account: string; at: string; paise: string }>(sql`
    select account_id as account, at, amount_paise as paise
    from ledger_entry join ledger_transaction on id = transaction_id`);
  return rows.map((row) => ({
    account: row.account,
    at: new Date(row.at),
    paise: Number(row.paise),
  }));
}

/** The same, added up the long way. */
function byHand(found: Entry[], { agency, office }: Books, before: Date): ClassBalance[] {
  const balances = new Map<string, number>();
  for (const { account, at, paise } of found) {
    const [of, at_] = account.split('/').slice(-2);
    const isOurs = (agency === null || of === agency) && (office === null || at_ === office);
    if (isOurs && at < before) balances.set(account, (balances.get(account) ?? 0) + paise);
  }
  const classes = Map.groupBy(balances, ([account]) => account.split('/')[0] ?? '');
  const sum = (list: number[]) => list.reduce((total, paise) => total + paise, 0);
  return [...classes]
    .map(([name, ofClass]) => {
      const held = ofClass.map(([, balance]) => balance);
      return {
        class: name,
        accounts: held.filter((balance) => balance !== 0).length,
        debitPaise: sum(held.filter((balance) => balance < 0).map((balance) => -balance)),
        creditPaise: sum(held.filter((balance) => balance > 0)),
      };
    })
    .toSorted((left, right) => left.class.localeCompare(right.class));
}

const read = async (books: Books, before: Date) =>
  (await readTrialBalance(database, books, before)).toSorted((left, right) =>
    left.class.localeCompare(right.class),
  );

test('the balances of any moment are what the movements before it add up to, and always in balance', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(movement, { minLength: 20, maxLength: 40 }),
      fc.array(fc.integer({ min: -20, max: 400 }), { minLength: 8, maxLength: 8 }),
      async (movements, hours) => {
        await asOwner((own) =>
          own.execute(sql`truncate ledger_account, ledger_transaction, ledger_entry cascade`),
        );
        await bookAll(movements);
        await spread();
        const found = await entries();
        // On the hour of a movement, a moment before and after it, and before the first of all.
        const moments = hours.flatMap((after) => {
          const on = start + Math.floor(after / 7) * 7 * hour;
          return [on - 1, on, on + 1, start + after * hour];
        });
        for (const moment of moments) {
          const before = new Date(moment);
          for (const books of [all, { agency: 'EIC', office: null }, places[1] ?? all]) {
            const balance = await read(books, before);
            expect(balance).toEqual(byHand(found, books, before));
            const difference = balance.reduce(
              (sum, { debitPaise, creditPaise }) => sum + creditPaise - debitPaise,
              0,
            );
            expect(difference).toBe(0);
          }
        }
      },
    ),
    { numRuns: 3 },
  );
}, 120_000);

test('a moment long ago is found without reading what was booked before or after', async () => {
  const movements = 40_000;
  const office = { agency: 'EIC', office: 'LARGE' };
  const [wallet, clearing] = [
    exporterWallet({ ...office, iec: 'AAACS7302F' }),
    gatewayClearing(office),
  ];
  await asOwner(async (own) => {
    const id = sql`('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`;
    const each = sql`from generate_series(1, ${movements}::int) n`;
    await own.execute(sql`insert into ledger_account (id, balance_paise, version)
      values (${wallet}, ${movements}, ${movements}), (${clearing}, ${-movements}, ${movements})`);
    await own.execute(sql`insert into ledger_transaction (id, key, kind, at)
      select ${id}, 'receipt/' || n, 'gateway-receipt',
        timestamptz '2026-01-01T00:00:00Z' + n * interval '1 minute' ${each}`);
    await own.execute(
      sql`insert into ledger_entry select ${wallet}, n, ${id}, 1, n - 1, n, 1 ${each}`,
    );
    await own.execute(
      sql`insert into ledger_entry select ${clearing}, n, ${id}, -1, 1 - n, -n, 2 ${each}`,
    );
  });
  await database.execute(sql`analyze ledger_entry, ledger_transaction, ledger_account`);

  /** How many rows of the ledger's movements a query reads. */
  const rowsRead = (work: (own: Transaction) => Promise<unknown>) =>
    database.transaction(async (own) => {
      const counted = async () => {
        const [row] = await own.execute<{ read: string }>(sql`
          select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)) as read
          from pg_stat_xact_user_tables where relname in ('ledger_entry', 'ledger_transaction')`);
        return Number(row?.read);
      };
      const before = await counted();
      await work(own);
      return (await counted()) - before;
    });

  const third = new Date(Date.parse('2026-01-01T00:00:00Z') + 13_333 * 60_000);
  const balance = await readTrialBalance(database, { agency: 'EIC', office: 'LARGE' }, third);
  expect(balance.map(({ creditPaise, debitPaise }) => creditPaise - debitPaise).toSorted()).toEqual(
    [-13_332, 13_332],
  );
  const balanceRead = await rowsRead((own) => readTrialBalance(own, all, third));
  expect(balanceRead).toBeGreaterThan(0);
  expect(balanceRead).toBeLessThan(1_000);
  const day = { from: third, until: new Date(third.getTime() + 24 * hour) };
  const days = await listCollections(database, office, day);
  expect(days.reduce((sum, { gatewayPaise }) => sum + gatewayPaise, 0)).toBe(24 * 60);
  const dayRead = await rowsRead((own) => listCollections(own, office, day));
  expect(dayRead).toBeGreaterThan(24 * 60);
  expect(dayRead).toBeLessThan(4 * 24 * 60);
}, 120_000);
