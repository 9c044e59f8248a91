import { eq, sql } from 'drizzle-orm';
import { describe, expect, test, vi } from 'vitest';
import { freshDatabase } from '../../../test/servers/fresh-database.ts';
import { account, dgftCursor } from '../../schema/schema.ts';
import { followDgftAccount } from './dgft-account.ts';
import { readDgftCursor, takeDgftPage } from './dgft-cursor.ts';

const { database } = await freshDatabase();
const person = (subject: string, iec: string) => ({
  subject,
  iec,
  name: 'Somebody',
  email: `${subject}@firm.example`,
  mobile: null,
  active: true,
});
const follow = (subject: string, iec: string) =>
  database.transaction((own) => followDgftAccount(own, person(subject, iec), new Date()));

/** Lets one begin, a second come before the first is done, and both end. */
async function atOnce(first: [subject: string, iec: string], second: [string, string]) {
  let other: Promise<unknown> = Promise.resolve();
  const here = sql`(select oid from pg_database where datname = current_database())`;
  await database.transaction(async (own) => {
    await followDgftAccount(own, person(...first), new Date());
    other = follow(...second);
    await vi.waitFor(async () => {
      const waiting = sql`select 1 from pg_locks where not granted and database = ${here}`;
      expect(await database.execute(waiting)).toHaveLength(1);
    }, 5_000);
  });
  await other;
}

test('R11 of two who come for an IEC at once exactly one manages it', async () => {
  const iec = 'AABCK4410M';
  await atOnce(['at-once-1', iec], ['at-once-2', iec]);
  const accounts = await database.select().from(account).where(eq(account.iec, iec));
  expect(accounts.filter(({ rights }) => rights.includes('manage'))).toHaveLength(1);
  expect(accounts.map(({ login }) => login).toSorted()).toEqual([iec, 'at-once-2@firm.example']);
});

test('R11 one person who comes by sync and by sign-in at once has one account', async () => {
  await atOnce(['the-same', '0388012345'], ['the-same', '0388012345']);
  expect(await database.$count(account, eq(account.dgftSubject, 'the-same'))).toBe(1);
});

test('who has both logins taken by others still gets one', async () => {
  const iec = 'AADCN9021R';
  const others = { role: 'helpdesk', name: 'x', email: 'x@dgft.example' } as const;
  await database.insert(account).values([
    { ...others, id: crypto.randomUUID(), login: iec.toLowerCase() },
    { ...others, id: crypto.randomUUID(), login: 'Third@firm.example' },
  ]);
  const { accountId } = await follow('third', iec);
  const [made] = await database
    .select()
    .from(account)
    .where(eq(account.id, accountId ?? ''));
  expect(made?.login).toBe(`${iec}/third`);
});

describe('a page of changes', () => {
  const page = { list: 'accounts', readAt: new Date(), read: 1 } as const;
  const take = (before: string | null, after: string, done: string[]) =>
    takeDgftPage(database, { ...page, before, after }, async () => {
      done.push(after);
      return [];
    });

  test('is thrown away when another has read past it: it may be older than what is there', async () => {
    const done: string[] = [];
    expect(await take(null, '5', done)).toBe(0);
    expect(await take('5', '9', done)).toBe(0);
    expect(await take('5', '9', done)).toBeNull();
    expect(await take(null, '5', done)).toBeNull();
    expect([done, await readDgftCursor(database, 'accounts')]).toEqual([['5', '9'], '9']);
  });

  test('that is read twice at once is applied once', async () => {
    await database.delete(dgftCursor);
    const done: string[] = [];
    const outcomes = await Promise.all([1, 2, 3].map(() => take(null, '1', done)));
    expect(outcomes.toSorted()).toEqual([0, null, null]);
    expect(done).toEqual(['1']);
  });
});
