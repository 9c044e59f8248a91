import { afterAll, expect, test, vi } from 'vitest';
import { openDatabase } from '../../db/database.ts';
import { freshDatabase } from '../../test/servers/fresh-database.ts';
import { openGivingWay } from './give-way.ts';

const { database, url } = await freshDatabase();
const { $client: others } = openDatabase(url, { max: 1 });
let areOthersAtWork = true;
afterAll(() => {
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

test('R4 a migration works a fifth of the time while others use the database, and all of it else', async () => {
  expect(await rest(10_000)).toBeLessThan(1_000);
  const used = use();
  await vi.waitFor(async () => expect(await rest(100)).toBeGreaterThan(390), patience);
  const together = await Promise.all([rest(200), rest(200), rest(200)]);
  for (const one of together) expect(one).toBeGreaterThan(790);
  expect(Math.max(...together)).toBeLessThan(1_500);
  areOthersAtWork = false;
  await used;
  await vi.waitFor(async () => expect(await rest(100)).toBeLessThan(100), patience);
}, 60_000);
