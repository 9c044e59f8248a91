import { hash, verify } from '@node-rs/argon2';
import type { Request } from 'express';
import type { Database } from '../db/database.ts';
import { findCredentials, forgetFailedLogins, recordFailedLogin } from '../db/queries/account.ts';
import {
  deleteSession,
  findSignedIn,
  insertSession,
  type SignedIn,
} from '../db/queries/session.ts';
import type { ApiDependencies } from './dependencies.ts';
import { cookieWith, hashOfToken, newToken, tokenHashOf } from './middleware/session-cookie.ts';
import { oneAfterAnother } from './one-after-another.ts';

/** Verified against when the login is unknown, so that the time taken tells nothing. */
const nobodysHash = hash(newToken());

/** Attempts on one login queue up: together they could try more passwords than the lock allows. */
const perLogin = oneAfterAnother();

/** The account behind login and password, or null; one answer for every reason. */
async function authenticate(
  database: Database,
  login: string,
  password: string,
): Promise<string | null> {
  const found = await findCredentials(database, login);
  const right = await verify(found?.passwordHash ?? (await nobodysHash), password);
  if (!found?.active) return null;
  if (found.lockedUntil && found.lockedUntil > new Date()) return null;
  if (right) await forgetFailedLogins(database, found.id);
  else await recordFailedLogin(database, found.id);
  return right ? found.id : null;
}

/**
 * Signs a person in under a new token, which the returned cookie carries; a session that the request
 * brought along ends. null when login or password is wrong, or the account closed or locked.
 */
export async function signIn(
  { database, publicUrl }: ApiDependencies,
  request: Request,
  { login, password }: { login: string; password: string },
): Promise<{ account: SignedIn; cookie: string } | null> {
  const accountId = await perLogin(login.toLowerCase(), () =>
    authenticate(database, login, password),
  );
  if (!accountId) return null;
  const before = tokenHashOf(request);
  if (before) await deleteSession(database, before);
  const token = newToken();
  await insertSession(database, hashOfToken(token), accountId);
  const account = await findSignedIn(database, hashOfToken(token));
  return account && { account, cookie: cookieWith(token, publicUrl) };
}
