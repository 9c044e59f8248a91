import { and, eq, isNull, lt, or, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../../database.ts';
import { idempotencyKey } from '../../schema/schema.ts';

/** A key counts per account and route; `fingerprint` tells a repeat from another request. */
export type KeyedRequest = { accountId: string; route: string; key: string; fingerprint: string };

export type StoredAnswer = { status: number; body: unknown };

export type Claim =
  /** The first with this key: carry it out. */
  | { outcome: 'first' }
  /** An earlier one ended without an answer: carry it out, it may have had its effect already. */
  | { outcome: 'again' }
  | { outcome: 'answered'; answer: StoredAnswer }
  | { outcome: 'in-flight' }
  | { outcome: 'other-body' };

/**
 * An unanswered request of this age has died with its machine: nothing here works that long. One whose
 * process has died is known sooner, since its connection is gone. Taking over one that lives does no
 * harm but work: the message has the same id.
 */
const abandonedAfterSeconds = 20;
const claimerIsGone = sql`${idempotencyKey.claimedBy} is not null and not exists (
  select from pg_stat_activity
  where pid = ${idempotencyKey.claimedBy}
    and coalesce(backend_start <= ${idempotencyKey.createdAt}, true))`;
const keptHours = 24;

function thisKey({ accountId, route, key }: KeyedRequest) {
  return and(
    eq(idempotencyKey.accountId, accountId),
    eq(idempotencyKey.route, route),
    eq(idempotencyKey.key, key),
  );
}

async function takeOver(database: Database | Transaction, request: KeyedRequest): Promise<boolean> {
  const abandoned = sql`now() - make_interval(secs => ${abandonedAfterSeconds})`;
  const tooOld = lt(idempotencyKey.createdAt, abandoned);
  const taken = await database
    .update(idempotencyKey)
    .set({ createdAt: sql`now()`, claimedBy: sql`pg_backend_pid()` })
    .where(
      and(
        thisKey(request),
        isNull(idempotencyKey.status),
        or(tooOld, claimerIsGone),
        eq(idempotencyKey.fingerprint, request.fingerprint),
      ),
    )
    .returning({ key: idempotencyKey.key });
  return taken.length === 1;
}

/**
 * Claims a key. In a transaction a second claim waits for the first one's end, so effect and
 * answer stand or fall together; outside, it is told that the first is in flight.
 */
export async function claimKey(
  database: Database | Transaction,
  request: KeyedRequest,
): Promise<Claim> {
  const inserted = await database
    .insert(idempotencyKey)
    .values(request)
    .onConflictDoNothing()
    .returning({ key: idempotencyKey.key });
  if (inserted.length === 1) return { outcome: 'first' };
  const [row] = await database.select().from(idempotencyKey).where(thisKey(request));
  if (!row) return { outcome: 'in-flight' };
  if (row.fingerprint !== request.fingerprint) return { outcome: 'other-body' };
  if (row.status !== null) {
    return { outcome: 'answered', answer: { status: row.status, body: row.body } };
  }
  return { outcome: (await takeOver(database, request)) ? 'again' : 'in-flight' };
}

/** Keeps the answer for repeats. */
export async function storeAnswer(
  database: Database | Transaction,
  request: KeyedRequest,
  answer: StoredAnswer,
): Promise<void> {
  await database
    .update(idempotencyKey)
    .set({ status: answer.status, body: answer.body })
    .where(thisKey(request));
}

/** Ends a request whose outcome is not known: its repeat takes it over at once. */
export async function releaseKey(database: Database, request: KeyedRequest): Promise<void> {
  await database
    .update(idempotencyKey)
    .set({ createdAt: new Date(0) })
    .where(and(thisKey(request), isNull(idempotencyKey.status)));
}

/** Answers are promised for 24 hours; unanswered keys stay, because they may be taken over. */
export async function deleteOldAnswers(database: Database): Promise<void> {
  await database.delete(idempotencyKey).where(
    sql`${idempotencyKey.status} is not null and
        ${idempotencyKey.createdAt} < now() - make_interval(hours => ${keptHours})`,
  );
}
