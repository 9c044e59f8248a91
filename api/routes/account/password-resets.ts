import { requestPasswordReset } from '../../account/request-password-reset.ts';
import { resetPassword } from '../../account/reset-password.ts';
import { publicEndpoint } from '../../endpoint.ts';
import { passwordResetBody, passwordResetRequestBody } from '../../schemas/account/own-account.ts';

const tag = 'Own account';
const path = '/password-resets';

export const passwordResetEndpoints = [
  publicEndpoint({
    method: 'post',
    path,
    tag,
    summary: 'Ask for a link to a new password',
    description:
      'By IEC or e-mail address, with an answered CAPTCHA. If there is such an account, its verified ' +
      'address gets a link that works once, for 30 minutes. The answer is the same if there is none.',
    bodySchema: passwordResetRequestBody,
    answers: { 202: { description: 'Taken; whether the account exists is not told' } },
    problems: ['captcha-refused', 'too-many-requests', 'temporarily-unavailable'],
    handle: async ({ api, request, body }) => {
      await requestPasswordReset(api, request, body);
      return { status: 202 };
    },
  }),
  publicEndpoint({
    method: 'put',
    path,
    tag,
    summary: 'Set a new password by the mailed link',
    description:
      'Ends every session, revokes every API token and clears locks. A password that is refused ' +
      'leaves the link as it was. An authenticator goes on being asked for at sign-in.',
    bodySchema: passwordResetBody,
    answers: { 204: { description: 'Set; sign in with it' } },
    problems: ['link-not-valid', 'password-too-weak', 'too-many-requests'],
    handle: async ({ api, request, body }) => {
      await resetPassword(api, request, body);
      return { status: 204 };
    },
  }),
];
