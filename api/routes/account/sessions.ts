import { deleteSession, type SignedIn } from '../../../db/queries/sign-in/session.ts';
import { requireCaptcha } from '../../captcha/require-captcha.ts';
import { endpoint, publicEndpoint } from '../../endpoint.ts';
import { cookieRemoved, tokenHashOf } from '../../middleware/session-cookie.ts';
import { problem } from '../../problem/problem.ts';
import { sessionBody } from '../../schemas/account/sign-in.ts';
import { accountAnswer } from '../../schemas/case/answers.ts';
import { signIn } from '../../sign-in/sign-in.ts';

function accountOf(person: SignedIn) {
  const { accountId, login, name, role, designation, iec, agencyCode, offices, mustDo } = person;
  const agency = agencyCode;
  return { id: accountId, login, name, role, designation, iec, agency, offices, mustDo };
}

export const sessionEndpoints = [
  publicEndpoint({
    method: 'post',
    path: '/sessions',
    tag: 'Sessions',
    summary: 'Sign in',
    description:
      'By login (exporters: the IEC) or e-mail address. Sets the cookie `ecoo_session`. It ends after ' +
      '30 minutes without use and after 12 hours; of officers, administrators and DGFT operations ' +
      'after 15 minutes and 8 hours. Five refusals in a row lock the account for this network for ' +
      '30 minutes. While `mustDo` names something, nothing else can be done.',
    bodySchema: sessionBody,
    answers: { 201: { description: 'Signed in', schema: accountAnswer } },
    problems: ['sign-in-refused', 'captcha-refused', 'too-many-requests'],
    handle: async ({ body, api, request }) => {
      await requireCaptcha(api, body.captcha);
      const signedIn = await signIn(api, request, body);
      if (!signedIn) {
        throw problem(
          'sign-in-refused',
          'Login, password or code is wrong, or the account is locked.',
        );
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
    summary: 'Who is signed in, and what must be done first',
    whileUnfinished: true,
    answers: { 200: { description: 'The account', schema: accountAnswer } },
    handle: async ({ account }) => ({ status: 200, body: accountOf(account) }),
  }),
  endpoint({
    method: 'delete',
    path: '/sessions/current',
    tag: 'Sessions',
    summary: 'Sign out',
    whileUnfinished: true,
    answers: { 204: { description: 'Signed out; the token is worth nothing any more' } },
    handle: async ({ api, request }) => {
      const tokenHash = tokenHashOf(request);
      if (tokenHash) await deleteSession(api.database, tokenHash);
      return { status: 204, headers: { 'Set-Cookie': cookieRemoved(api.publicUrl) } };
    },
  }),
];
