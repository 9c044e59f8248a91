import {
  type CertificateRow,
  findCertificate,
  readAgencyOf,
} from '../../../db/queries/certificate/verification.ts';
import {
  countVerifications,
  listVerifications,
} from '../../../db/queries/certificate/verification-count.ts';
import type { SignedIn } from '../../../db/queries/sign-in/session.ts';
import { addDays } from '../../../domain/calendar/plain-date.ts';
import {
  formatCertificateNumber,
  parseCertificateNumber,
} from '../../../domain/certificate/numbering.ts';
import { allow } from '../../authority.ts';
import { todayInIndia } from '../../case-answer.ts';
import type { ApiDependencies } from '../../dependencies.ts';
import { endpoint } from '../../endpoint.ts';
import { numberPath } from '../../schemas/addresses.ts';
import { certificateContent } from '../../schemas/case/certificate.ts';
import { verificationCountsAnswer } from '../../schemas/case/verification.ts';

const daysShown = 366;

/** The certificate, when this person may have it: others learn no more than that it is not theirs. */
async function ownCertificate(
  account: SignedIn,
  number: string,
  api: ApiDependencies,
): Promise<CertificateRow> {
  const parsed = parseCertificateNumber(number);
  const row = parsed && (await findCertificate(api.database, formatCertificateNumber(parsed)));
  const agencyCode = row && (await readAgencyOf(api.database, row.officeId));
  return allow(account, 'view', row && { kind: 'certificate' as const, ...row, agencyCode });
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
      const row = await ownCertificate(account, path.number, api);
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
      const { number } = await ownCertificate(account, path.number, api);
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
      const row = await ownCertificate(account, path.number, api);
      const stored = await api.storage.get(row.pdfKey);
      if (stored.outcome !== 'found') throw new Error(`the PDF ${row.pdfKey} is not in storage`);
      const name = `${row.number}.pdf`;
      return { status: 200, file: { type: 'application/pdf', bytes: stored.bytes, name } };
    },
  }),
];
