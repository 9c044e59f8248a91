import { findCopy, listCopies } from '../../../db/queries/certificate/copy.ts';
import { type LineageRow, listLineage } from '../../../db/queries/certificate/lineage.ts';
import { typedOwnNumber } from '../../../domain/certificate/numbering.ts';
import { standingOn } from '../../../domain/certificate/standing.ts';
import { endpoint } from '../../endpoint.ts';
import { problem } from '../../problem/problem.ts';
import { numberPath } from '../../schemas/addresses.ts';
import { copiesAnswer, copyPath, lineageAnswer } from '../../schemas/certificate/request.ts';
import { todayInIndia } from '../../today.ts';
import { legacyToView } from './legacy-resource.ts';
import { ownCertificate } from './own-certificate.ts';

const tag = 'Certificates';

function shown({ cancelledAt, cancellationCode, ...row }: LineageRow, today: string) {
  const standing = standingOn({ ...row, cancelledAt }, today);
  return {
    ...row,
    status: standing.status,
    cancelledOn: standing.status === 'cancelled' ? standing.on : null,
    cancelledFor: cancellationCode,
  };
}

export const lineageEndpoints = [
  endpoint({
    method: 'get',
    path: '/certificates/{number}/lineage',
    tag,
    summary: 'What a certificate replaced, and by what it was replaced in turn',
    pathSchema: numberPath,
    answers: { 200: { description: 'The whole line, oldest first', schema: lineageAnswer } },
    handle: async ({ account, path, api }) => {
      const { number } = typedOwnNumber(path.number)
        ? await ownCertificate(account, 'view', path.number, api)
        : await legacyToView(api.database, account, path.number);
      const today = todayInIndia();
      const rows = await listLineage(api.database, number);
      return { status: 200, body: { number, lineage: rows.map((row) => shown(row, today)) } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/certificates/{number}/copies',
    tag,
    summary: 'The certified true copies of a certificate',
    pathSchema: numberPath,
    answers: { 200: { description: 'First copy first', schema: copiesAnswer } },
    handle: async ({ account, path, api }) => {
      const { number } = await ownCertificate(account, 'view', path.number, api);
      const rows = await listCopies(api.database, number);
      const copies = rows.map(({ applicationId, copiedOn, pdfKey, signedBy }) => ({
        ...{ applicationId, copiedOn, signedBy },
        pdfSha256: pdfKey,
      }));
      return { status: 200, body: { number, copies } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/certificates/{number}/copies/{applicationId}/pdf',
    tag,
    summary: 'A signed true copy',
    pathSchema: copyPath,
    answers: { 200: { description: 'PDF/A-3u, PAdES', mediaType: 'application/pdf' } },
    handle: async ({ account, path, api }) => {
      const { number } = await ownCertificate(account, 'view', path.number, api);
      const { applicationId } = path;
      const copy = await findCopy(api.database, { number, applicationId });
      if (!copy)
        throw problem('not-found', 'No copy of this certificate was made on that request.');
      const stored = await api.storage.get(copy.pdfKey);
      if (stored.outcome !== 'found') throw new Error(`the PDF ${copy.pdfKey} is not in storage`);
      const name = `${number}-true-copy-${copy.copiedOn}.pdf`;
      return { status: 200, file: { type: 'application/pdf', bytes: stored.bytes, name } };
    },
  }),
];
