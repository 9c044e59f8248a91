import { readAccountContact, setLanguage } from '../../../db/queries/account/account-contact.ts';
import type { SignedIn } from '../../../db/queries/sign-in/session.ts';
import type { ActionOn } from '../../../domain/authority/permissions.ts';
import { scopesOf } from '../../../domain/authority/token-scopes.ts';
import { confirmEmailChange, requestEmailChange } from '../../account/change-email.ts';
import { confirmMobileChange, requestMobileChange } from '../../account/change-mobile.ts';
import { changePassword } from '../../account/change-password.ts';
import { allow } from '../../authority.ts';
import { endpoint, publicEndpoint } from '../../endpoint.ts';
import { problem } from '../../problem/problem.ts';
import {
  emailChangeBody,
  emailConfirmationAnswer,
  emailConfirmationBody,
  languageBody,
  mobileChangeBody,
  mobileConfirmationBody,
  ownAccountAnswer,
  passwordBody,
} from '../../schemas/account/own-account.ts';

const tag = 'Own account';

export const allowOwn = (account: SignedIn, action: ActionOn<'own-account'>) =>
  allow(account, action, { kind: 'own-account', accountId: account.accountId });

export const ownAccountEndpoints = [
  endpoint({
    method: 'get',
    path: '/account',
    tag,
    summary: 'Your own account',
    whileUnfinished: true,
    answers: { 200: { description: 'The account', schema: ownAccountAnswer } },
    handle: async ({ account, api }) => {
      const { accountId: id } = allowOwn(account, 'view');
      const owner = await readAccountContact(api.database, id);
      if (!owner) throw problem('not-found', 'The account is not there any more.');
      const { role, login, name, email, mobile, iec, firmName, agencyCode } = owner;
      const { designation, offices, iecs } = account;
      const { language } = owner;
      const body = {
        ...{ id, role, login, name, designation, email, mobile, iec, firm: firmName },
        ...{ agency: agencyCode, offices, rights: scopesOf(account), mandates: iecs },
        language,
        authenticator: owner.hasAuthenticator,
        hasPassword: owner.passwordHash !== null,
        createdAt: owner.createdAt.toISOString(),
      };
      return { status: 200, body };
    },
  }),
  endpoint({
    method: 'put',
    path: '/account/language',
    tag,
    summary: 'Choose the language of mails and SMS about your cases',
    bodySchema: languageBody,
    answers: { 204: { description: 'Chosen' } },
    handle: async ({ account, api, body: { language } }) => {
      const { accountId } = allowOwn(account, 'secure');
      await setLanguage(api.database, { accountId, language });
      return { status: 204 };
    },
  }),
  endpoint({
    method: 'put',
    path: '/account/password',
    tag,
    summary: 'Change your password',
    description:
      'Every other session ends, and this one goes on under the new cookie. At least 15 characters, ' +
      'or 8 for roles that always need an authenticator; no rules of composition, but it must not be ' +
      'easily guessed. A mailed one-use password is changed here.',
    whileUnfinished: true,
    bodySchema: passwordBody,
    answers: { 204: { description: 'Changed' } },
    problems: ['password-wrong', 'password-too-weak', 'too-many-requests'],
    handle: async ({ account, api, request, body }) => {
      allowOwn(account, 'secure');
      const { cookie } = await changePassword(api, account, request, body);
      return { status: 204, headers: { 'Set-Cookie': cookie } };
    },
  }),
  endpoint({
    method: 'post',
    path: '/account/email-changes',
    tag,
    summary: 'Ask for another e-mail address',
    description:
      'Both addresses get a link; the address changes when both have agreed within 24 hours. People ' +
      'of an agency stay within its domain. Another request, or a new password, withdraws this one.',
    bodySchema: emailChangeBody,
    answers: { 202: { description: 'Both addresses are asked' } },
    problems: [
      'changed-at-dgft',
      'password-wrong',
      'too-many-requests',
      'email-not-of-agency',
      'temporarily-unavailable',
    ],
    handle: async ({ account, api, request, body }) => {
      allowOwn(account, 'secure');
      await requestEmailChange(api, account, request, body);
      return { status: 202 };
    },
  }),
  publicEndpoint({
    method: 'post',
    path: '/account/email-changes/confirm',
    tag,
    summary: 'Agree to a change of e-mail address',
    description: 'By the link that one of the two addresses got; no sign-in is needed.',
    bodySchema: emailConfirmationBody,
    answers: { 200: { description: 'Whose word is missing', schema: emailConfirmationAnswer } },
    problems: ['link-not-valid', 'too-many-requests'],
    handle: async ({ api, request, body }) => ({
      status: 200,
      body: await confirmEmailChange(api, request, body),
    }),
  }),
  endpoint({
    method: 'post',
    path: '/account/mobile-changes',
    tag,
    summary: 'Ask for another mobile number',
    description: 'The new number gets a code of six digits, good for ten minutes and five tries.',
    bodySchema: mobileChangeBody,
    answers: { 202: { description: 'A code is on its way' } },
    problems: ['changed-at-dgft', 'password-wrong', 'too-many-requests', 'temporarily-unavailable'],
    handle: async ({ account, api, body }) => {
      allowOwn(account, 'secure');
      await requestMobileChange(api, account, body);
      return { status: 202 };
    },
  }),
  endpoint({
    method: 'post',
    path: '/account/mobile-changes/confirm',
    tag,
    summary: 'Confirm the new mobile number by its code',
    bodySchema: mobileConfirmationBody,
    answers: { 204: { description: 'Changed' } },
    problems: ['code-wrong', 'code-not-valid', 'too-many-requests'],
    handle: async ({ account, api, request, body }) => {
      allowOwn(account, 'secure');
      await confirmMobileChange(api, account, request, body);
      return { status: 204 };
    },
  }),
];
