import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exporterWallet, feesHeld } from '../../../../domain/money/account.ts';
import { gatewayReceipt, holdFee, openingBalance } from '../../../../domain/money/posting.ts';
import { freshDatabase } from '../../../../test/servers/fresh-database.ts';
import { ledgerAccount } from '../../../schema/schema.ts';
import { book, isOverdraft } from './ledger.ts';

const { database } = await freshDatabase();
const spends = 200;
const covered = 50;

/** How a wallet comes to hold 50 fees and not 51, and how the spends come at it. */
const situation = fc.record({
  fee: fc.integer({ min: 2, max: 1_000_000 }),
  /** A part of one more fee. */
  over: fc.double({ min: 0, max: 0.999, noNaN: true }),
  topUps: fc.integer({ min: 1, max: 4 }),
  /** Spends of one burst are sent at once; a burst waits for one answer of that before. */
  bursts: fc.array(fc.integer({ min: 20, max: 120 }), { minLength: 1, maxLength: 6 }),
  /** So many spends are asked for a second time meanwhile. */
  repeats: fc.integer({ min: 0, max: 20 }),
});

const seeds = Array.from({ length: 100 }, (_, index) => index + 1);

test(`R32 R43 of ${spends} spends at once of a wallet that holds ${covered} fees exactly ${covered} pass, on ${seeds.length} seeds`, async () => {
  for (const seed of seeds) {
    const [drawn] = fc.sample(situation, { seed, numRuns: 1 });
    if (drawn) await spendAll(seed, drawn);
  }
});

type Situation = typeof situation extends fc.Arbitrary<infer Value> ? Value : never;

async function spendAll(seed: number, { fee, over, topUps, bursts, repeats }: Situation) {
  const payer = { iec: 'AAACS7302F', agency: 'EIC', office: `SEED-${seed}` };
  const total = covered * fee + Math.floor(over * fee);
  const part = Math.floor(total / topUps);
  await book(
    database,
    Array.from({ length: topUps }, (_, nth) => {
      const paise = nth === 0 ? total - part * (topUps - 1) : part;
      const posting = (nth % 2 === 0 ? openingBalance : gatewayReceipt)({ ...payer, paise });
      return { key: randomUUID(), applicationId: null, posting };
    }),
  );
  const keys = Array.from({ length: spends }, () => randomUUID());
  const spend = (key: string) =>
    book(database, [{ key, applicationId: null, posting: holdFee({ ...payer, paise: fee }) }]);

  const sent: Promise<number>[] = [];
  for (const size of [...bursts, spends]) {
    const burst = keys.slice(sent.length, sent.length + size).map(spend);
    sent.push(...burst);
    if (burst.length > 0) await Promise.race(burst.map((one) => one.catch(() => 0)));
  }
  // Whoever asks again while the first answer is still out spends no more.
  const again = keys.slice(0, repeats).map(spend);
  const answers = await Promise.allSettled([...sent, ...again]);
  const passed = answers.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(passed.filter((fresh) => fresh === 1)).toHaveLength(covered);
  const refusals = answers.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  expect(refusals.filter((reason) => !isOverdraft(reason))).toEqual([]);

  expect(await balance(exporterWallet(payer))).toBe(total - covered * fee);
  expect(await balance(feesHeld(payer))).toBe(covered * fee);
  const [books] = await database
    .select({ sum: sql<string>`sum(${ledgerAccount.balancePaise})` })
    .from(ledgerAccount);
  expect(books?.sum).toBe('0');
}

async function balance(account: string): Promise<number> {
  const [row] = await database.select().from(ledgerAccount).where(eq(ledgerAccount.id, account));
  return Number(row?.balancePaise);
}
