import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { freshDatabase } from '../../../test/servers/fresh-database.ts';
import { signingChallenge } from '../../schema/schema.ts';
import { putChallenge, takeChallenge } from './signing-challenge.ts';

const { database } = await freshDatabase();
const subject = randomUUID();

async function put(whose = subject) {
  const id = randomUUID();
  const until = await putChallenge(database, { id, subject: whose, text: `challenge ${id}\n` });
  return { id, subject: whose, until, text: `challenge ${id}\n` };
}

it('R47 a challenge is good once, by whoever is first', async () => {
  const one = await put();
  const takes = await Promise.all(Array.from({ length: 20 }, () => takeChallenge(database, one)));
  expect(takes.filter((text) => text !== null)).toEqual([one.text]);
  expect(await takeChallenge(database, one)).toBeNull();
});

it('R47 a challenge is good for its own subject alone, and only the newest', async () => {
  const first = await put();
  const newer = await put();
  const others = await put(randomUUID());
  expect(await takeChallenge(database, { id: others.id, subject })).toBeNull();
  expect(await takeChallenge(database, first)).toBeNull();
  expect(await takeChallenge(database, newer)).toBe(newer.text);
  expect(await takeChallenge(database, others)).toBe(others.text);
});

it('R47 a challenge is good for five minutes', async () => {
  const one = await put();
  const left = one.until.getTime() - Date.now();
  expect(left).toBeGreaterThan(4 * 60_000);
  expect(left).toBeLessThanOrEqual(5 * 60_000 + 1_000);
  await database.update(signingChallenge).set({ expiresAt: sql`now() - interval '1 second'` });
  expect(await takeChallenge(database, one)).toBeNull();
  await put();
  expect(await database.$count(signingChallenge)).toBe(1);
});
