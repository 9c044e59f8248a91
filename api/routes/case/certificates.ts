import {
  type CertificateRow,
  findCertificate,
  readAgencyOf,
} from '../../../db/queries/certificate/verification.ts';
import type { SignedIn } from '../../../db/queries/sign-in/session.ts';
import {
  formatCertificateNumber,
  parseCertificateNumber,
} from '../../../domain/certificate/numbering.ts';
import { allow } from '../../authority.ts';
import type { ApiDependencies } from '../../dependencies.ts';
import { endpoint } from '../../endpoint.ts';
import { numberPath } from '../../schemas/addresses.ts';
import { certificateContent } from '../../schemas/case/certificate.ts';

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
