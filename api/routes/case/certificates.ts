import {
  countVerifications,
  listVerifications,
} from '../../../db/queries/certificate/verification-count.ts';
import { addDays } from '../../../domain/calendar/plain-date.ts';
import { todayInIndia } from '../../case-answer.ts';
import { endpoint } from '../../endpoint.ts';
import { numberPath } from '../../schemas/addresses.ts';
import { certificateContent } from '../../schemas/case/certificate.ts';
import { verificationCountsAnswer } from '../../schemas/case/verification.ts';
import { ownCertificate } from '../certificate/own-certificate.ts';

const daysShown = 366;

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
      const stored = await api.storage.get(row.pdfKey);
      if (stored.outcome !== 'found') throw new Error(`the PDF ${row.pdfKey} is not in storage`);
      const name = `${row.number}.pdf`;
      return { status: 200, file: { type: 'application/pdf', bytes: stored.bytes, name } };
    },
  }),
];
