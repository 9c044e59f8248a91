import { toDataURL } from 'qrcode';
import { resetAuthenticator, unlock } from '../../account/support.ts';
import { allow } from '../../authority.ts';
import { endpoint } from '../../endpoint.ts';
import {
  accountPath,
  authenticatorBody,
  authenticatorConfirmation,
  authenticatorOffer,
} from '../../schemas/account/sign-in.ts';
import { confirmAuthenticator, offerAuthenticator } from '../../sign-in/authenticator.ts';

export const authenticatorEndpoints = [
  endpoint({
    method: 'post',
    path: '/account/authenticator',
    tag: 'Account',
    summary: 'Get a secret for your authenticator app',
    description: 'The authenticator in use holds until a code confirms the new one.',
    whileUnfinished: true,
    bodySchema: authenticatorBody,
    answers: { 201: { description: 'The secret, shown this once', schema: authenticatorOffer } },
    problems: ['role-may-not', 'password-wrong', 'authenticator-code-wrong', 'too-many-requests'],
    handle: async ({ account, body, api }) => {
      allow(account, 'secure', { kind: 'own-account', accountId: account.accountId });
      const { uri, secret } = await offerAuthenticator(api, account, body);
      return { status: 201, body: { uri, secret, qr: await toDataURL(uri) } };
    },
  }),
  endpoint({
    method: 'put',
    path: '/account/authenticator',
    tag: 'Account',
    summary: 'Take the authenticator into use by its first code',
    description: 'Every other session of yours ends.',
    whileUnfinished: true,
    bodySchema: authenticatorConfirmation,
    answers: { 204: { description: 'Its codes are asked for from now on' } },
    problems: [
      'role-may-not',
      'authenticator-code-wrong',
      'authenticator-not-offered',
      'too-many-requests',
    ],
    handle: async ({ account, body, api, request }) => {
      allow(account, 'secure', { kind: 'own-account', accountId: account.accountId });
      await confirmAuthenticator(api, account, request, body.code);
      return { status: 204 };
    },
  }),
  endpoint({
    method: 'delete',
    path: '/accounts/{id}/authenticator',
    tag: 'Support',
    summary: 'Take away an authenticator that its owner has lost',
    description: "Every session of the owner's ends, and the owner is told by mail.",
    pathSchema: accountPath,
    answers: { 204: { description: 'There is none any more' } },
    problems: ['role-may-not'],
    handle: async ({ account, path, api, request }) => {
      await resetAuthenticator(api, account, request, path.id);
      return { status: 204 };
    },
  }),
  endpoint({
    method: 'post',
    path: '/accounts/{id}/unlock',
    tag: 'Support',
    summary: 'End the locks of an account',
    pathSchema: accountPath,
    answers: { 204: { description: 'The account is locked nowhere any more' } },
    problems: ['role-may-not'],
    handle: async ({ account, path, api, request }) => {
      await unlock(api, account, request, path.id);
      return { status: 204 };
    },
  }),
];
