import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { freshDatabase } from '../../../test/servers/fresh-database.ts';
import { oneTimeCode } from '../../schema/schema.ts';
import { deleteExpiredCodes, dropCodes, pendingOf, putCode, takeCode } from './one-time-code.ts';

const { database } = await freshDatabase();

async function sent(change: Partial<Parameters<typeof putCode>[1]> = {}) {
  const key = { purpose: 'test', subject: randomUUID() };
  await putCode(database, { ...key, hash: 'right', minutes: 10, tries: 5, ...change });
  return (hash: string) => takeCode(database, { ...key, hash });
}
const count = (outcomes: { outcome: string }[], outcome: string) =>
  outcomes.filter((one) => one.outcome === outcome).length;

describe('R19 a one-time code', () => {
  test('is right once, and says what it confirms', async () => {
    const take = await sent({ confirms: 'new@firm.example' });
    expect(await take('right')).toEqual({ outcome: 'right', confirms: 'new@firm.example' });
    expect(await take('right')).toEqual({ outcome: 'gone' });
  });

  test('sent ten times at once is right once', async () => {
    const take = await sent({ tries: 20 });
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => take('right')));
    expect(count(outcomes, 'right')).toBe(1);
    expect(count(outcomes, 'gone')).toBe(9);
  });

  test('bears no more wrong guesses than it has tries, even all at once', async () => {
    const take = await sent({ tries: 5 });
    const outcomes = await Promise.all(Array.from({ length: 30 }, () => take('wrong')));
    expect(count(outcomes, 'wrong')).toBe(5);
    expect(await take('right')).toEqual({ outcome: 'gone' });
  });

  test('ends with its time', async () => {
    const take = await sent({ minutes: 10 });
    await database
      .update(oneTimeCode)
      .set({ expiresAt: sql`now() - interval '1 second'` })
      .where(eq(oneTimeCode.purpose, 'test'));
    expect(await take('right')).toEqual({ outcome: 'gone' });
    await deleteExpiredCodes(database);
    expect(await database.$count(oneTimeCode)).toBe(0);
  });

  test('is replaced by the next, with new tries, and can be withdrawn', async () => {
    const key = { purpose: 'test', subject: randomUUID() };
    await putCode(database, { ...key, hash: 'first', minutes: 10, tries: 1 });
    await putCode(database, { ...key, hash: 'second', minutes: 10, tries: 2 });
    expect(await takeCode(database, { ...key, hash: 'first' })).toEqual({ outcome: 'wrong' });
    expect(await takeCode(database, { ...key, hash: 'second' })).toMatchObject({
      outcome: 'right',
    });
    await putCode(database, {
      ...key,
      hash: 'third',
      minutes: 10,
      tries: 2,
      confirms: '+919812345678',
    });
    expect(await pendingOf(database, key)).toBe('+919812345678');
    await dropCodes(database, key.subject, ['other', key.purpose]);
    expect(await pendingOf(database, key)).toBe(null);
    expect(await takeCode(database, { ...key, hash: 'third' })).toEqual({ outcome: 'gone' });
  });

  test('counts for its own purpose and subject alone', async () => {
    await sent();
    const elsewhere = { purpose: 'other', subject: randomUUID(), hash: 'right' };
    expect(await takeCode(database, elsewhere)).toEqual({ outcome: 'gone' });
  });
});
