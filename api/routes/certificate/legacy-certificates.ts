import {
  type LegacyDocumentRow,
  listLegacyDocuments,
} from '../../../db/queries/legacy/legacy-document.ts';
import { listTakenOver, type TakenOverLine } from '../../../db/queries/legacy/taken-over-list.ts';
import { readServedFrom } from '../../../db/queries/transition/transition.ts';
import type { Reach } from '../../../domain/authority/authorize.ts';
import { takenOverStanding } from '../../../domain/transition/taken-over.ts';
import { mayReach } from '../../authority.ts';
import { endpoint } from '../../endpoint.ts';
import { pageOf } from '../../page.ts';
import { problem } from '../../problem/problem.ts';
import { numberPath } from '../../schemas/addresses.ts';
import {
  legacyAnswer,
  legacyDocumentPath,
  legacyPage,
  legacyQuery,
} from '../../schemas/certificate/legacy.ts';
import { cursorBefore, versionBefore } from '../../schemas/money/cursors.ts';
import { todayInIndia } from '../../today.ts';
import { tellTakenOver } from '../../verification/taken-over.ts';
import { legacyToView } from './legacy-resource.ts';

const tag = 'Certificates of the earlier portal';

/** Whose certificates are listed: one's own exporters', or of the one that is named. */
function exportersIn(reach: Reach, named: string | undefined): readonly string[] {
  if (reach.within === 'nothing') return [];
  if (reach.within === 'iec') {
    return named === undefined ? reach.iecs : reach.iecs.filter((iec) => iec === named);
  }
  if (named !== undefined) return [named];
  throw problem('exporter-not-named', 'The list is one of an exporter.', {
    errors: [{ pointer: '#query/iec', detail: 'Name the IEC of the exporter.' }],
  });
}

function lineOf(row: TakenOverLine, today: string) {
  const { id: _, cancelledAt: __, ...line } = row;
  return { ...line, status: takenOverStanding(row, today).status };
}

const documentOf = ({ mediaType, bytes, ...rest }: LegacyDocumentRow) => ({
  ...rest,
  mediaType: mediaType ?? '',
  bytes: bytes ?? 0,
});

export const legacyCertificateEndpoints = [
  endpoint({
    method: 'get',
    path: '/legacy-certificates',
    tag,
    summary: 'Certificates of an exporter that came over from the earlier portal',
    description:
      "Exporters and their agents see their own; an agency's people name the exporter and see what " +
      'their agency issued.',
    querySchema: legacyQuery,
    answers: { 200: { description: 'One page', schema: legacyPage } },
    problems: ['bad-cursor', 'exporter-not-named'],
    handle: async ({ account, query, api: { database } }) => {
      const reach = mayReach(account, 'view', 'legacy-certificate');
      const today = todayInIndia();
      const found = await listTakenOver(database, {
        iecs: exportersIn(reach, query.iec),
        agency: reach.within === 'agency' ? reach.agencyCode : null,
        servedFrom: await readServedFrom(database),
        today,
        before: versionBefore(query.cursor),
        limit: query.limit + 1,
      });
      const { rows, nextCursor } = pageOf(found, query.limit, ({ id }) => cursorBefore(id));
      const certificates = rows.map((line) => lineOf(line, today));
      return { status: 200, body: { certificates, nextCursor } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/legacy-certificates/{number}',
    tag,
    summary: 'All that came over of a certificate, and the papers that came with it',
    pathSchema: numberPath,
    answers: { 200: { description: 'What is on record', schema: legacyAnswer } },
    handle: async ({ account, path, api }) => {
      const certificate = await legacyToView(api.database, account, path.number);
      const rows = await listLegacyDocuments(api.database, certificate.number);
      const documents = rows.map(documentOf);
      return {
        status: 200,
        body: { ...tellTakenOver(certificate, todayInIndia()), documents },
      };
    },
  }),
  endpoint({
    method: 'get',
    path: '/legacy-certificates/{number}/documents/{sha256}',
    tag,
    summary: 'One of its papers, byte for byte as it came over',
    pathSchema: legacyDocumentPath,
    answers: { 200: { description: 'The file, as attachment', mediaType: '*/*' } },
    handle: async ({ account, path, api }) => {
      const { number } = await legacyToView(api.database, account, path.number);
      const rows = await listLegacyDocuments(api.database, number);
      const row = rows.find(({ sha256 }) => sha256 === path.sha256);
      const stored = row && (await api.storage.get(row.sha256));
      if (!row || stored?.outcome !== 'found') throw problem('not-found', 'No such paper.');
      return {
        status: 200,
        file: { type: row.mediaType ?? '', bytes: stored.bytes, name: row.name },
      };
    },
  }),
];
