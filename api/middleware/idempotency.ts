import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Request } from 'express';
import type { Database, Transaction } from '../../db/database.ts';
import {
  type Claim,
  claimKey,
  type KeyedRequest,
  releaseKey,
  type StoredAnswer,
  storeAnswer,
} from '../../db/queries/case/idempotency.ts';
import type { Answer } from '../endpoint.ts';
import { problem } from '../problem/problem.ts';
import { contentOf, problemBody } from '../problem/problem-answer.ts';
import { rawBodyOf } from './raw-body.ts';
import { traceIdOf } from './trace-id.ts';

const waitMs = 12_000;
const firstPauseMs = 50;
const longestPauseMs = 400;

/** The request's Idempotency-Key; null when there is none. Throws when it cannot be one. */
export function idempotencyKeyOf(request: Request): string | null {
  const key = request.get('idempotency-key');
  if (key === undefined) return null;
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw problem('idempotency-key-unusable', 'The key is empty, too long, or holds blanks.');
  }
  return key;
}

/** What tells a repeat from another request: account, address, key, and the body's bytes. */
export function keyedRequest(request: Request, accountId: string, key: string): KeyedRequest {
  const path = request.originalUrl.split('?', 1)[0] ?? '';
  const ifMatch = request.get('if-match') ?? '';
  const fingerprint = createHash('sha256').update(ifMatch).update('\n').update(rawBodyOf(request));
  return {
    accountId,
    route: `${request.method} ${path}`,
    key,
    fingerprint: fingerprint.digest('hex'),
  };
}

function replay({ status, body }: StoredAnswer): Answer {
  const headers: Record<string, string> = { 'Idempotent-Replayed': 'true' };
  if (status >= 400) headers['Content-Type'] = 'application/problem+json';
  return { status, body, headers };
}

function unusable(claim: Exclude<Claim, { outcome: 'first' | 'again' | 'answered' }>): Error {
  return claim.outcome === 'other-body'
    ? problem('idempotency-key-reused', 'The first request with this key had another body.')
    : problem('idempotency-key-in-flight', 'The first request has not been answered yet.', {
        retryAfterSeconds: 2,
      });
}

/** Waits a while for the first request's answer, so that a double click gets the same one. */
async function claimPatiently(database: Database, request: KeyedRequest): Promise<Claim> {
  const end = Date.now() + waitMs;
  for (let pause = firstPauseMs; ; pause = Math.min(pause * 1.5, longestPauseMs)) {
    const claim = await claimKey(database, request);
    if (claim.outcome !== 'in-flight' || Date.now() + pause > end) return claim;
    await delay(pause);
  }
}

/**
 * Carries a message to Temporal out once per key. An outcome that is not known (202, 5xx) is not
 * stored: the repeat asks Temporal again under the same update id, which has one effect.
 */
export async function onceAsMessage(
  database: Database,
  keyed: KeyedRequest,
  request: Request,
  carryOut: (mayBeRepeat: boolean) => Promise<Answer>,
): Promise<Answer> {
  const claim = await claimPatiently(database, keyed);
  if (claim.outcome === 'answered') return replay(claim.answer);
  if (claim.outcome !== 'first' && claim.outcome !== 'again') throw unusable(claim);
  try {
    const answer = await carryOut(claim.outcome === 'again');
    if (answer.status === 202) await releaseKey(database, keyed);
    else await storeAnswer(database, keyed, { status: answer.status, body: answer.body });
    return answer;
  } catch (error) {
    const { content } = contentOf(error);
    if (content.status >= 500) await releaseKey(database, keyed);
    else {
      const body = problemBody(content, traceIdOf(request));
      await storeAnswer(database, keyed, { status: content.status, body });
    }
    throw error;
  }
}

/** Carries a change of the record out once per key: key and effect are one transaction. */
export function onceAsRecord(
  database: Database,
  keyed: KeyedRequest,
  carryOut: (transaction: Transaction) => Promise<Answer>,
): Promise<Answer> {
  return database.transaction(async (transaction) => {
    const claim = await claimKey(transaction, keyed);
    if (claim.outcome === 'answered') return replay(claim.answer);
    if (claim.outcome !== 'first' && claim.outcome !== 'again') throw unusable(claim);
    const answer = await carryOut(transaction);
    await storeAnswer(transaction, keyed, { status: answer.status, body: answer.body });
    return answer;
  });
}
