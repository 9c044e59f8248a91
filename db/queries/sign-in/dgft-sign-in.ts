import { and, eq, gt, lt, sql } from 'drizzle-orm';
import type { Database } from '../../database.ts';
import { dgftSignIn } from '../../schema/schema.ts';

export type PendingSignIn = { state: string; nonce: string; codeVerifier: string };

const minutes = 10;

/** Keeps what a sign-in with DGFT will be checked by, for ten minutes. */
export async function keepDgftSignIn(database: Database, pending: PendingSignIn): Promise<void> {
  const expiresAt = sql`now() + make_interval(mins => ${minutes})`;
  await database.insert(dgftSignIn).values({ ...pending, expiresAt });
}

/** Takes it out again: an answer counts once. null when it is not there or too old. */
export async function takeDgftSignIn(
  database: Database,
  state: string,
): Promise<PendingSignIn | null> {
  const { nonce, codeVerifier } = dgftSignIn;
  const [row] = await database
    .delete(dgftSignIn)
    .where(and(eq(dgftSignIn.state, state), gt(dgftSignIn.expiresAt, sql`now()`)))
    .returning({ state: dgftSignIn.state, nonce, codeVerifier });
  return row ?? null;
}

/** Removes those that nobody came back from. */
export async function deleteEndedDgftSignIns(database: Database): Promise<void> {
  await database.delete(dgftSignIn).where(lt(dgftSignIn.expiresAt, sql`now()`));
}
