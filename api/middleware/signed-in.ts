import type { Request } from 'express';
import type { Database } from '../../db/database.ts';
import { findSignedIn, type SignedIn, touchSession } from '../../db/queries/session.ts';
import { problem } from '../problem/problem.ts';
import { tokenHashOf } from './session-cookie.ts';

/** Idle time is counted to the minute, so that not every request writes. */
const touchAfterMs = 60_000;

/** Who sends this request. Throws `not-signed-in`. */
export async function signedIn(request: Request, database: Database): Promise<SignedIn> {
  const tokenHash = tokenHashOf(request);
  const found = tokenHash ? await findSignedIn(database, tokenHash) : null;
  if (!tokenHash || !found) {
    throw problem('not-signed-in', 'This address is for people who have signed in.');
  }
  const { lastSeenAt, ...account } = found;
  if (Date.now() - lastSeenAt.getTime() > touchAfterMs) await touchSession(database, tokenHash);
  return account;
}
