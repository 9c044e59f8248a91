import { X509Certificate } from 'node:crypto';
import { newChallenge } from '../../../credential/signing-challenge.ts';
import {
  findOfficerCertificate,
  type OfficerCertificate,
} from '../../../db/queries/account/officer-certificate.ts';
import type { SignedIn } from '../../../db/queries/sign-in/session.ts';
import { putChallenge } from '../../../db/queries/sign-in/signing-challenge.ts';
import { daysLeft } from '../../../domain/registration/token-expiry.ts';
import { requirePassword } from '../../account/require-password.ts';
import { registerSigningToken } from '../../account/signing-token.ts';
import { allow } from '../../authority.ts';
import { endpoint } from '../../endpoint.ts';
import { proofProblems } from '../../problem/area/certificate-problems.ts';
import { problem } from '../../problem/problem.ts';
import {
  challengeAnswer,
  signingTokenAnswer,
  signingTokenBody,
} from '../../schemas/account/signing-token.ts';
import { tellOwner } from '../../temporal/account-messages.ts';

const tag = 'Own account';
const path = '/account/signing-token';

const allowed = (account: SignedIn) =>
  allow(account, 'register-signing-token', { kind: 'own-account', accountId: account.accountId });

function tokenOf(token: OfficerCertificate) {
  const certificate = new X509Certificate(Buffer.from(token.certificate, 'base64'));
  const validTo = token.validTo.toISOString();
  return {
    sha256: token.sha256,
    subject: certificate.subject.replaceAll('\n', ', '),
    issuer: certificate.issuer.replaceAll('\n', ', '),
    validFrom: token.validFrom.toISOString(),
    validTo,
    daysLeft: daysLeft(validTo, new Date().toISOString()),
    registeredAt: token.registeredAt.toISOString(),
  };
}

export const signingTokenEndpoints = [
  endpoint({
    method: 'get',
    path,
    tag,
    summary: 'The signing token that counts for you',
    answers: { 200: { description: 'It, or null', schema: signingTokenAnswer } },
    handle: async ({ account, api }) => {
      const { accountId } = allowed(account);
      const token = await findOfficerCertificate(api.database, accountId);
      return { status: 200, body: { token: token && tokenOf(token) } };
    },
  }),
  endpoint({
    method: 'post',
    path: `${path}/challenge`,
    tag,
    summary: 'Ask for what the token must sign to be registered',
    description: 'Good for five minutes and for one registration; an earlier one ends.',
    answers: { 201: { description: 'The challenge', schema: challengeAnswer } },
    handle: async ({ account, api }) => {
      const { accountId: subject } = allowed(account);
      const service = new URL(api.publicUrl).origin;
      const purpose = 'register-signing-token';
      const { id, text } = newChallenge({ service, purpose, subject, at: new Date() });
      const until = await putChallenge(api.database, { id, subject, text });
      const body = { challengeId: id, challenge: text, expiresAt: until.toISOString() };
      return { status: 201, body };
    },
  }),
  endpoint({
    method: 'put',
    path,
    tag,
    summary: 'Register the token, in place of the one before',
    description:
      'From then on only its signatures count for you: an officer, or a person of an exporter, whose ' +
      'certificate holds the IEC. Whatever the answer, the challenge ' +
      'is used up; ask for a new one before trying again.',
    bodySchema: signingTokenBody,
    answers: { 200: { description: 'Registered', schema: signingTokenAnswer } },
    problems: [
      'password-wrong',
      'too-many-requests',
      ...proofProblems,
      'certificate-of-another-person',
      'certificate-without-iec',
      'certificate-of-other-iec',
      'certificate-of-no-director',
    ],
    handle: async ({ account, body: { password, ...presented }, request, api }) => {
      allowed(account);
      await requirePassword(api, account, password);
      const asking = { account, network: request.ip ?? null };
      const token = await registerSigningToken(api, asking, presented);
      if ('refused' in token) {
        const { code, reason } = token.refused;
        const wait = code === 'revocation-unknown' ? { retryAfterSeconds: 60 } : {};
        throw problem(code, reason, wait);
      }
      tellOwner(api, { accountId: account.accountId, notice: 'signing-token-registered' });
      return { status: 200, body: { token: tokenOf(token) } };
    },
  }),
];
