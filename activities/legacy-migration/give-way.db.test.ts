import { afterAll, expect, test, vi } from 'vitest';
import { openDatabase } from '../../db/database.ts';
import { readGivingWay } from '../../db/queries/migration/give-way.ts';
import { migrationBatch } from '../../db/schema/schema.ts';
import { freshDatabase } from '../../test/servers/fresh-database.ts';
import { openGivingWay } from './give-way.ts';

const { database, url } = await freshDatabase();
const { $client: others } = openDatabase(url, { max: 1 });
const isOver = Promise.withResolvers<void>();
let areOthersAtWork = true;
afterAll(() => {
  isOver.resolve();
  areOthersAtWork = false;
});

const giveWay = openGivingWay(database.$client);
const patience = { timeout: 20_000, interval: 100 };

/** How long it rests after so much work, in ms. */
async function rest(workedMs: number): Promise<number> {
  const began = performance.now();
  await giveWay(workedMs);
  return performance.now() - began;
}

async function use(): Promise<void> {
  while (areOthersAtWork) await others`select`;
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

test('R4 a migration works a seventh of the time while others use the database, all of it else, and says so', async () => {
  await database
    .insert(migrationBatch)
    .values({ id: 'any', phase: 'loading', dryRun: false, directory: '/' });
  await holdBatch();
  expect(await rest(10_000)).toBeLessThan(1_000);
  const used = use();
  await vi.waitFor(async () => expect(await rest(100)).toBeGreaterThan(590), patience);
  expect(await isSaidToGiveWay()).toBe(true);
  const together = await Promise.all([rest(200), rest(200), rest(200)]);
  for (const one of together) expect(one).toBeGreaterThan(1_190);
  expect(Math.max(...together)).toBeLessThan(1_900);
  areOthersAtWork = false;
  await used;
  await vi.waitFor(async () => expect(await rest(100)).toBeLessThan(100), patience);
  expect(await isSaidToGiveWay()).toBe(false);
}, 60_000);
