import { readPhysicalKey } from '../../../db/queries/certificate/certificate.ts';
import {
  countVerifications,
  listVerifications,
} from '../../../db/queries/certificate/verification-count.ts';
import { toUncefact } from '../../../document/uncefact/to-uncefact.ts';
import { addDays } from '../../../domain/calendar/plain-date.ts';
import type { ApiDependencies } from '../../dependencies.ts';
import { type Answer, endpoint } from '../../endpoint.ts';
import { problem } from '../../problem/problem.ts';
import { numberPath } from '../../schemas/addresses.ts';
import { certificateContent } from '../../schemas/case/certificate.ts';
import { verificationCountsAnswer } from '../../schemas/case/verification.ts';
import { todayInIndia } from '../../today.ts';
import { ownCertificate } from '../certificate/own-certificate.ts';

const daysShown = 366;

/** A signed file, or one to be signed in ink, as it was kept. */
async function keptPdf({ storage }: ApiDependencies, key: string, name: string): Promise<Answer> {
  const stored = await storage.get(key);
  if (stored.outcome !== 'found') throw new Error(`the PDF ${key} is not in storage`);
  return { status: 200, file: { type: 'application/pdf', bytes: stored.bytes, name } };
}

export const certificateEndpoints = [
  endpoint({
    method: 'get',
    path: '/certificates/{number}',
    tag: 'Certificates',
    summary: 'The machine-readable twin of a certificate',
    description: 'The same JSON that is attached to the PDF and signed with it.',
    pathSchema: numberPath,
    answers: { 200: { description: 'What the certificate says', schema: certificateContent } },
    handle: async ({ account, path, api }) => {
      const row = await ownCertificate(account, 'view', path.number, api);
      return { status: 200, body: row.content, headers: { ETag: `"${row.contentSha256}"` } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/certificates/{number}/uncefact',
    tag: 'Certificates',
    summary: "The same in the words of UN/CEFACT's reference data model",
    description: 'For systems that speak them. What is signed is the twin.',
    pathSchema: numberPath,
    answers: {
      200: { description: 'A CertificateOfOrigin', mediaType: 'application/ld+json' },
    },
    handle: async ({ account, path, api }) => {
      const { number, content } = await ownCertificate(account, 'view', path.number, api);
      const bytes = Buffer.from(JSON.stringify(toUncefact(content)));
      const name = `${number}.uncefact.json`;
      return { status: 200, file: { type: 'application/ld+json', bytes, name } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/certificates/{number}/verifications',
    tag: 'Certificates',
    summary: 'How often a certificate was verified',
    description:
      'By day in India and by way of asking: its page, the file itself, a program, a list. Who ' +
      'asked is kept nowhere.',
    pathSchema: numberPath,
    answers: { 200: { description: 'The counts', schema: verificationCountsAnswer } },
    handle: async ({ account, path, api }) => {
      const { number } = await ownCertificate(account, 'view', path.number, api);
      const since = addDays(todayInIndia(), -daysShown + 1);
      const [total, counts] = await Promise.all([
        countVerifications(api.database, number),
        listVerifications(api.database, { number, since }),
      ]);
      return { status: 200, body: { number, total, counts } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/certificates/{number}/pdf',
    tag: 'Certificates',
    summary: 'The signed certificate (R34)',
    pathSchema: numberPath,
    answers: { 200: { description: 'PDF/A-3u, PAdES', mediaType: 'application/pdf' } },
    handle: async ({ account, path, api }) => {
      const row = await ownCertificate(account, 'view', path.number, api);
      return keptPdf(api, row.pdfKey, `${row.number}.pdf`);
    },
  }),
  endpoint({
    method: 'get',
    path: '/certificates/{number}/physical-copy',
    tag: 'Certificates',
    summary: 'A self-declared certificate to be printed and signed in ink',
    description:
      'The same words and the same QR code, with the place of the signature left blank and without a ' +
      'digital signature.',
    pathSchema: numberPath,
    answers: { 200: { description: 'PDF/A-3u', mediaType: 'application/pdf' } },
    handle: async ({ account, path, api }) => {
      const { number } = await ownCertificate(account, 'view', path.number, api);
      const key = await readPhysicalKey(api.database, number);
      if (!key) throw problem('not-found', 'An agency issued this certificate: it signs no paper.');
      return keptPdf(api, key, `${number}-physical.pdf`);
    },
  }),
];
