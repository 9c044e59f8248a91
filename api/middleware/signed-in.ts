import type { Request } from 'express';
import { hashOfApiToken } from '../../credential/token.ts';
import type { Database } from '../../db/database.ts';
import { findTokenHolder } from '../../db/queries/sign-in/api-token.ts';
import { findSignedIn, type SignedIn, touchSession } from '../../db/queries/sign-in/session.ts';
import type { Duty } from '../../domain/authority/sign-in-rules.ts';
import { problem } from '../problem/problem.ts';
import { tokenHashOf } from './session-cookie.ts';

/** Idle time is counted to the minute, so that not every request writes. */
const touchAfterMs = 60_000;

const bearer = /^bearer(?: +(.*))?$/i;

/** Who signed in by the session's cookie; null when nobody did. */
async function ofSession(request: Request, database: Database): Promise<SignedIn | null> {
  const tokenHash = tokenHashOf(request);
  const found = tokenHash ? await findSignedIn(database, tokenHash) : null;
  if (!tokenHash || !found) return null;
  const { lastSeenAt, ...account } = found;
  if (Date.now() - lastSeenAt.getTime() > touchAfterMs) await touchSession(database, tokenHash);
  return account;
}

/** A program acts by the token that it names, and by no cookie beside it, even when the token is worthless. */
async function ofRequest(request: Request, database: Database): Promise<SignedIn | null> {
  const named = bearer.exec(request.get('authorization') ?? '');
  if (!named) return ofSession(request, database);
  const tokenHash = hashOfApiToken(named[1] ?? '');
  return tokenHash ? findTokenHolder(database, tokenHash) : null;
}

/** Who sends this request, even when the account must be finished first. Throws `not-signed-in`. */
export async function signedInUnfinished(request: Request, database: Database): Promise<SignedIn> {
  const account = await ofRequest(request, database);
  if (account) return account;
  throw problem('not-signed-in', 'This address is for people who have signed in.');
}

const inWords: Record<Duty, string> = {
  'change-password': 'First set a password of your own: PUT /api/v1/account/password.',
  'enrol-authenticator': 'First enrol an authenticator: POST /api/v1/account/authenticator.',
};

/** Who sends this request. Throws `not-signed-in`, and `account-unfinished` with what is to be done. */
export async function signedIn(request: Request, database: Database): Promise<SignedIn> {
  const account = await signedInUnfinished(request, database);
  const [first] = account.mustDo;
  if (first) throw problem('account-unfinished', inWords[first]);
  return account;
}
