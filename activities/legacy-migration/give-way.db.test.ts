import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, expect, test, vi } from 'vitest';
import { openDatabase } from '../../db/database.ts';
import { readGivingWay } from '../../db/queries/migration/give-way.ts';
import { migrationBatch } from '../../db/schema/schema.ts';
import { freshDatabase } from '../../test/servers/fresh-database.ts';
import { type GiveWay, openGivingWay } from './give-way.ts';

const { database, url } = await freshDatabase();
const { $client: others } = openDatabase(url, { max: 1 });
const isOver = Promise.withResolvers<void>();
let areOthersAtWork = true;
afterAll(() => {
  isOver.resolve();
  areOthersAtWork = false;
});

const stopping = new AbortController();
const giveWay = openGivingWay(database.$client, (ms) =>
  delay(ms, undefined, { signal: stopping.signal }),
);
const patience = { timeout: 20_000, interval: 100 };

/** How long it rests after so much work, in ms. */
async function rest(workedMs: number, by: GiveWay = giveWay): Promise<number> {
  const began = performance.now();
  await by(workedMs);
  return performance.now() - began;
}

async function use(): Promise<void> {
  while (areOthersAtWork) await others`select from account`;
  await others.end();
}

const isSaidToGiveWay = async () => (await readGivingWay(database)) !== null;

/** As whoever stages a file holds it, who gives way between its rows. */
async function holdBatch(): Promise<void> {
  const held = Promise.withResolvers<void>();
  const transaction = database.$client.begin(async (own) => {
    await own`select from migration_batch for share`;
    held.resolve();
    await isOver.promise;
  });
  await Promise.race([held.promise, transaction]);
}

test('R4 a migration works a twenty-fifth of the time while others use the database, all of it else, and says so', async () => {
  await database
    .insert(migrationBatch)
    .values({ id: 'any', phase: 'loading', dryRun: false, directory: '/' });
  await holdBatch();
  expect(await rest(10_000)).toBeLessThan(1_000);
  const used = use();
  await vi.waitFor(async () => expect(await rest(50)).toBeGreaterThan(1_190), patience);
  expect(await isSaidToGiveWay()).toBe(true);
  const together = await Promise.all([rest(100), rest(100), rest(100)]);
  for (const one of together) expect(one).toBeGreaterThan(2_390);
  expect(Math.max(...together)).toBeLessThan(3_600);
  const long = rest(60_000);
  areOthersAtWork = false;
  await used;
  expect(await long).toBeLessThan(12_000);
  expect(await rest(100)).toBeLessThan(100);
  expect(await isSaidToGiveWay()).toBe(false);
}, 60_000);

test('R4 what is seen once does not slow a migration down', async () => {
  const alone = openGivingWay(database.$client, delay);
  await alone(0);
  const { $client: visitor } = openDatabase(url, { max: 1 });
  for (let index = 0; index < 300; index += 1) await visitor`select from account`;
  await visitor.end();
  const until = performance.now() + 7_000;
  while (performance.now() < until) {
    expect(await rest(100, alone)).toBeLessThan(100);
    await delay(100);
  }
}, 20_000);

test('R4 a migration that is taken back is not waited for', async () => {
  stopping.abort(new Error('taken back'));
  await expect(giveWay(1)).rejects.toThrow();
});
