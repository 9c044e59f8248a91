import { deleteSession, type SignedIn } from '../../db/queries/session.ts';
import { endpoint, publicEndpoint } from '../endpoint.ts';
import { cookieRemoved, tokenHashOf } from '../middleware/session-cookie.ts';
import { problem } from '../problem/problem.ts';
import { accountAnswer } from '../schemas/answers.ts';
import { sessionBody } from '../schemas/messages.ts';
import { signIn } from '../sign-in.ts';

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
      const signedIn = await signIn(api, request, body);
      if (!signedIn) {
        throw problem('sign-in-refused', 'Login or password is wrong, or the account is locked.');
      }
      return {
        status: 201,
        body: accountOf(signedIn.account),
        headers: { 'Set-Cookie': signedIn.cookie },
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
