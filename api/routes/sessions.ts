import { hash, verify } from '@node-rs/argon2';
import type { Database } from '../../db/database.ts';
import {
  findCredentials,
  forgetFailedLogins,
  recordFailedLogin,
} from '../../db/queries/account.ts';
import {
  deleteSession,
  findSignedIn,
  insertSession,
  type SignedIn,
} from '../../db/queries/session.ts';
import { endpoint, publicEndpoint } from '../endpoint.ts';
import {
  cookieRemoved,
  cookieWith,
  hashOfToken,
  newToken,
  tokenHashOf,
} from '../middleware/session-cookie.ts';
import { oneAfterAnother } from '../one-after-another.ts';
import { problem } from '../problem/problem.ts';
import { accountAnswer } from '../schemas/answers.ts';
import { sessionBody } from '../schemas/messages.ts';

/** Verified against when the login is unknown, so that the time taken tells nothing. */
const nobodysHash = hash(newToken());

/** Attempts on one login queue up: together they could try more passwords than the lock allows. */
const perLogin = oneAfterAnother();

function accountOf({
  accountId,
  login,
  name,
  role,
  designation,
  iec,
  agencyCode,
  offices,
}: SignedIn) {
  return { id: accountId, login, name, role, designation, iec, agency: agencyCode, offices };
}

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

export const sessionEndpoints = [
  publicEndpoint({
    method: 'post',
    path: '/sessions',
    tag: 'Sessions',
    summary: 'Sign in',
    description:
      'Sets the cookie `ecoo_session`. It ends after 30 minutes without use and after 12 hours.',
    bodySchema: sessionBody,
    answers: { 201: { description: 'Signed in', schema: accountAnswer } },
    problems: ['sign-in-refused'],
    handle: async ({ body, api, request }) => {
      const accountId = await perLogin(body.login.toLowerCase(), () =>
        authenticate(api.database, body.login, body.password),
      );
      if (!accountId) {
        throw problem('sign-in-refused', 'Login or password is wrong, or the account is locked.');
      }
      const before = tokenHashOf(request);
      if (before) await deleteSession(api.database, before);
      const token = newToken();
      await insertSession(api.database, hashOfToken(token), accountId);
      const account = await findSignedIn(api.database, hashOfToken(token));
      if (!account) throw problem('sign-in-refused', 'The account was closed just now.');
      return {
        status: 201,
        body: accountOf(account),
        headers: { 'Set-Cookie': cookieWith(token, api.publicUrl) },
      };
    },
  }),
  endpoint({
    method: 'get',
    path: '/sessions/current',
    tag: 'Sessions',
    summary: 'Who is signed in',
    answers: { 200: { description: 'The account', schema: accountAnswer } },
    handle: async ({ account }) => ({ status: 200, body: accountOf(account) }),
  }),
  endpoint({
    method: 'delete',
    path: '/sessions/current',
    tag: 'Sessions',
    summary: 'Sign out',
    answers: { 204: { description: 'Signed out; the token is worth nothing any more' } },
    handle: async ({ api, request }) => {
      const tokenHash = tokenHashOf(request);
      if (tokenHash) await deleteSession(api.database, tokenHash);
      return { status: 204, headers: { 'Set-Cookie': cookieRemoved(api.publicUrl) } };
    },
  }),
];
