import { newChallenge } from '../../../credential/signing-challenge.ts';
import {
  findRegistration,
  type RegistrationRow,
} from '../../../db/queries/registration/registration.ts';
import { putChallenge, takeChallenge } from '../../../db/queries/sign-in/signing-challenge.ts';
import { checkDocument } from '../../../document/upload/check-document.ts';
import { registrationResource } from '../../../domain/authority/registration-resource.ts';
import * as contract from '../../../workflows/user-registration/contract.ts';
import { allow } from '../../authority.ts';
import type { ApiDependencies } from '../../dependencies.ts';
import {
  type Answer,
  applicantEndpoint,
  applicantOrSignedInEndpoint,
  publicEndpoint,
} from '../../endpoint.ts';
import { hashOfCode } from '../../kept-code.ts';
import { limited } from '../../limits/limit.ts';
import { proofProblems } from '../../problem/area/certificate-problems.ts';
import { problem } from '../../problem/problem.ts';
import { confirmLink } from '../../registration/confirm-link.ts';
import {
  messageAnswers,
  messageProblems,
  tellRegistration,
} from '../../registration/registration-message.ts';
import { challengeAnswer } from '../../schemas/account/signing-token.ts';
import {
  certificateBody,
  codeBody,
  confirmedEmail,
  consentBody,
  detailsBody,
  linkBody,
  linkHeader,
  pendingRegistration,
  registrationPath,
  sendCodeBody,
} from '../../schemas/registration/registration.ts';

const tag = 'Registration';
const path = '/registrations/{id}' as const;
const message = {
  method: 'post',
  tag,
  idempotency: 'message',
  pathSchema: registrationPath,
  answers: messageAnswers,
} as const;

/** A mobile's code is taken only with the registration's secret, so guesses are the applicant's own. */
const mobileCode = (api: ApiDependencies, { id }: RegistrationRow, code: string) =>
  hashOfCode(api, { purpose: 'registration-mobile', subject: id, code });

export const registrationProofEndpoints = [
  applicantEndpoint({
    method: 'post',
    path: `${path}/certificate-challenge`,
    tag,
    summary: 'Ask for what the DSC must sign',
    description: 'Good for five minutes and for one presentation; an earlier one ends.',
    pathSchema: registrationPath,
    answers: { 201: { description: 'The challenge', schema: challengeAnswer } },
    problems: ['proof-not-asked'],
    handle: async ({ account: { registration }, api }) => {
      if (registration.kind !== 'exporter') {
        throw problem('proof-not-asked', 'Only exporters register with a DSC.');
      }
      const { id: subject } = registration;
      const service = new URL(api.publicUrl).origin;
      const asked = { service, purpose: 'register-exporter' as const, subject, at: new Date() };
      const { id, text } = newChallenge(asked);
      const until = await putChallenge(api.database, { id, subject, text });
      const body = { challengeId: id, challenge: text, expiresAt: until.toISOString() };
      return { status: 201, body };
    },
  }),
  applicantEndpoint({
    ...message,
    path: `${path}/certificate`,
    summary: 'Present the DSC of a director, with the challenge signed by it',
    description:
      'Whatever the answer, the challenge is used up; ask for a new one before a new try.',
    bodySchema: certificateBody,
    problems: [
      ...messageProblems,
      'already-registered',
      ...proofProblems,
      'certificate-without-iec',
      'certificate-of-other-iec',
      'certificate-of-no-director',
    ],
    handle: async (asked) => {
      const { registration } = asked.account;
      const { challengeId: id, ...presented } = asked.body;
      const subject = registration.id;
      const challenge = await takeChallenge(asked.api.database, { id, subject });
      return tellRegistration(asked, registration, contract.presentCertificate, {
        ...presented,
        challenge,
      });
    },
  }),
  applicantEndpoint({
    ...message,
    path: `${path}/consent`,
    summary: 'Agree to the privacy declaration',
    description: 'Kept with version, language, time and network address (R16).',
    bodySchema: consentBody,
    problems: [...messageProblems, 'declaration-outdated'],
    handle: (asked) => {
      const { version, language } = asked.body;
      return tellRegistration(asked, asked.account.registration, contract.agree, {
        version,
        language,
      });
    },
  }),
  applicantEndpoint({
    ...message,
    path: `${path}/details`,
    summary: 'GSTIN, or SEZ with its state; AEO where there is one',
    bodySchema: detailsBody,
    problems: [
      ...messageProblems,
      'gstin-or-sez',
      'gstin-mistyped',
      'gstin-of-other-pan',
      'state-unknown',
      'aeo-mistyped',
      'aeo-of-other-pan',
    ],
    handle: (asked) =>
      tellRegistration(asked, asked.account.registration, contract.giveDetails, {
        details: asked.body,
      }),
  }),
  applicantEndpoint({
    ...message,
    path: `${path}/letter`,
    summary: "Hand in the agency's letter of authorisation",
    description: 'A PDF on letterhead, 10 MB; no scripts, attachments or password.',
    bodyKind: 'file',
    problems: [...messageProblems, 'bad-file-upload', 'document-refused'],
    handle: async (asked) => {
      const bytes = await asked.file();
      const checked = await checkDocument(bytes);
      if (checked.outcome === 'refused') throw problem('document-refused', checked.reason);
      if (checked.mediaType !== 'application/pdf') {
        throw problem('document-refused', 'The letter of authorisation is handed in as a PDF.');
      }
      const letterKey = await asked.api.storage.put(bytes);
      return tellRegistration(asked, asked.account.registration, contract.handInLetter, {
        letterKey,
      });
    },
  }),
  publicEndpoint({
    method: 'post',
    path: `${path}/verify-email`,
    tag,
    pathSchema: registrationPath,
    summary: 'Confirm the address by the link that was mailed',
    description:
      '`link` is what stands in the mailed address. Who was invited gets the secret of his ' +
      'registration in the answer, to go on with. The link counts once: repeat it with the same key ' +
      'when no answer came.',
    headers: linkHeader,
    bodySchema: linkBody,
    answers: {
      200: { description: 'Confirmed', schema: confirmedEmail },
      202: { description: 'No answer in time', schema: pendingRegistration },
    },
    problems: [...messageProblems, 'link-not-valid', 'code-wrong', 'too-many-requests'],
    handle: ({ path: { id }, body, api, request, idempotencyKey }) =>
      confirmLink(api, request, id, body.link, idempotencyKey),
  }),
  applicantEndpoint({
    ...message,
    path: `${path}/verify-mobile`,
    summary: 'Confirm the mobile number by the code of the SMS',
    bodySchema: codeBody,
    problems: [...messageProblems, 'code-wrong', 'code-not-valid'],
    handle: async (asked) => {
      const { registration } = asked.account;
      const hash = await mobileCode(asked.api, registration, asked.body.code);
      return tellRegistration(asked, registration, contract.confirmMobile, { codeHash: hash });
    },
  }),
  applicantEndpoint({
    ...message,
    path: `${path}/codes`,
    summary: 'Send the link or the code again',
    description: 'The newest counts; five an hour, twenty in all.',
    bodySchema: sendCodeBody,
    problems: [...messageProblems, 'too-many-requests', 'codes-exhausted'],
    handle: async (asked) => {
      const { registration } = asked.account;
      if (!asked.mayBeRepeat) await limited(asked.api, 'registration-codes', registration.id);
      return tellRegistration(asked, registration, contract.sendCode, asked.body);
    },
  }),
  applicantOrSignedInEndpoint({
    ...message,
    path: `${path}/withdraw`,
    summary: 'Take the registration or the proposal back',
    problems: [...messageProblems, 'not-authorised'],
    handle: async (asked): Promise<Answer> => {
      const { account, path: asks, api } = asked;
      if ('registration' in account) {
        return tellRegistration(asked, account.registration, contract.withdraw, { by: null });
      }
      const row = await findRegistration(api.database, asks.id);
      allow(account, asked.mayBeRepeat ? 'view' : 'withdraw', row && registrationResource(row));
      if (!row) throw problem('not-found', 'There is no such registration.');
      const by = { accountId: account.accountId, role: account.role };
      return tellRegistration(asked, row, contract.withdraw, { by });
    },
  }),
];
