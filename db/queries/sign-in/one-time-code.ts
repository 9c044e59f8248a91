import { and, eq, gt, inArray, lt, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../../database.ts';
import { oneTimeCode } from '../../schema/schema.ts';

type Key = { purpose: string; subject: string };

/** A code that was made: `tries` guesses in `minutes`. `confirms`: what it proves, such as an address. */
export type NewCode = Key & {
  hash: string;
  minutes: number;
  tries: number;
  confirms?: string;
};

export type CodeOutcome =
  | { outcome: 'right'; confirms: string | null }
  /** Another guess may follow. */
  | { outcome: 'wrong' }
  /** Never made, used, expired or tried too often: a new one must be asked for. */
  | { outcome: 'gone' };

const of = ({ purpose, subject }: Key) =>
  and(eq(oneTimeCode.purpose, purpose), eq(oneTimeCode.subject, subject));

/** Keeps a code's hash; the code before it, for the same purpose and subject, is worth nothing more. */
export async function putCode(
  database: Database | Transaction,
  { purpose, subject, hash, minutes, tries, confirms }: NewCode,
): Promise<void> {
  const row = {
    hash,
    triesLeft: tries,
    expiresAt: sql`now() + make_interval(mins => ${minutes})`,
    sentAt: sql`now()`,
    confirms: confirms ?? null,
  };
  await database
    .insert(oneTimeCode)
    .values({ purpose, subject, ...row })
    .onConflictDoUpdate({ target: [oneTimeCode.purpose, oneTimeCode.subject], set: row });
}

/**
 * Takes a code: right once, whoever else asks at the same time. A guess is counted before it is
 * looked at, so that guesses sent together are no more than those sent one by one. Inside a
 * transaction, commit it on `wrong` too, or the guess was free.
 */
export async function takeCode(
  database: Database | Transaction,
  { purpose, subject, hash }: Key & { hash: string },
): Promise<CodeOutcome> {
  const key = { purpose, subject };
  const [counted] = await database
    .update(oneTimeCode)
    .set({ triesLeft: sql`${oneTimeCode.triesLeft} - 1` })
    .where(and(of(key), gt(oneTimeCode.triesLeft, 0), gt(oneTimeCode.expiresAt, sql`now()`)))
    .returning({ hash: oneTimeCode.hash });
  if (!counted) return { outcome: 'gone' };
  if (counted.hash !== hash) return { outcome: 'wrong' };
  const [taken] = await database
    .delete(oneTimeCode)
    .where(and(of(key), eq(oneTimeCode.hash, hash)))
    .returning({ confirms: oneTimeCode.confirms });
  return taken ? { outcome: 'right', confirms: taken.confirms } : { outcome: 'gone' };
}

/** Which of these hashes is the one on record; the first of them when none is. */
export async function hashKept(
  database: Database,
  key: Key,
  hashes: readonly [string, ...string[]],
): Promise<string> {
  const [row] = await database
    .select({ hash: oneTimeCode.hash })
    .from(oneTimeCode)
    .where(and(of(key), inArray(oneTimeCode.hash, [...hashes])));
  return row?.hash ?? hashes[0];
}

/** What stands there to be confirmed, such as an address; null when nothing is, or its time is over. */
export async function pendingOf(
  database: Database | Transaction,
  key: Key,
): Promise<string | null> {
  const [row] = await database
    .select({ confirms: oneTimeCode.confirms })
    .from(oneTimeCode)
    .where(and(of(key), gt(oneTimeCode.expiresAt, sql`now()`)));
  return row?.confirms ?? null;
}

/** Withdraws codes that must not be used any more; none there is no error. */
export async function dropCodes(
  database: Database | Transaction,
  subject: string,
  purposes: readonly string[],
): Promise<void> {
  const ofThese = inArray(oneTimeCode.purpose, [...purposes]);
  await database.delete(oneTimeCode).where(and(eq(oneTimeCode.subject, subject), ofThese));
}

/** Removes codes whose time is over: they are worth nothing any more. */
export async function deleteExpiredCodes(database: Database): Promise<void> {
  await database.delete(oneTimeCode).where(lt(oneTimeCode.expiresAt, sql`now()`));
}
