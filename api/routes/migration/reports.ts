import { listRefusedDocuments } from '../../../db/queries/legacy/legacy-document.ts';
import { findReport, type ReportRow } from '../../../db/queries/migration/report.ts';
import { endpoint } from '../../endpoint.ts';
import { batchFor } from '../../migration/batch-for.ts';
import { problem } from '../../problem/problem.ts';
import { migrationPath } from '../../schemas/migration/migration.ts';
import {
  refusedDocumentsAnswer,
  refusedDocumentsQuery,
  reportPath,
  type SealedFile,
} from '../../schemas/migration/report.ts';
import { cursorBefore, versionBefore } from '../../schemas/money/cursors.ts';

const tag = 'Migration';

const mediaTypes: Record<SealedFile, string> = {
  'report.json': 'application/json',
  'report.html': 'text/html; charset=utf-8',
  'report.pdf': 'application/pdf',
  'report.jws': 'application/jose',
};

const keyOf = (file: Exclude<SealedFile, 'report.jws'>, report: ReportRow): string =>
  ({
    'report.json': report.jsonKey,
    'report.html': report.htmlKey,
    'report.pdf': report.pdfKey,
  })[file];

/** What is left of a migration on paper: its sealed report, and the documents that were not taken. */
export const migrationReportEndpoints = [
  endpoint({
    method: 'get',
    path: '/migrations/{id}/report/{file}',
    tag,
    summary: 'The signed report of the last reconciliation',
    description:
      'As JSON, HTML or PDF, and `report.jws`, one signature (JWS, ES256) by the key of this ' +
      'installation over the hashes of the three: GET /trust has its certificate.',
    pathSchema: reportPath,
    answers: { 200: { description: 'The file, as attachment', mediaType: '*/*' } },
    handle: async ({ account, path: { id, file }, api: { database, storage } }) => {
      const batch = await batchFor(database, account, 'view', id);
      const report = await findReport(database, batch.number);
      if (!report) throw problem('not-found', 'The batch is not reconciled yet.');
      const stored =
        file === 'report.jws'
          ? ({ outcome: 'found', bytes: Buffer.from(report.seal) } as const)
          : await storage.get(keyOf(file, report));
      if (stored.outcome !== 'found') throw new Error(`the report ${report.jsonKey} is gone`);
      const name = `migration-${batch.number}-${file}`;
      return { status: 200, file: { type: mediaTypes[file], bytes: stored.bytes, name } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/migrations/{id}/refused-documents',
    tag,
    summary: 'Documents that came with the export and were not taken, and why',
    pathSchema: migrationPath,
    querySchema: refusedDocumentsQuery,
    answers: { 200: { description: 'One page', schema: refusedDocumentsAnswer } },
    problems: ['bad-cursor'],
    handle: async ({ account, path, query, api: { database } }) => {
      const batch = await batchFor(database, account, 'view', path.id);
      const after = (versionBefore(query.cursor) ?? 0) - 1;
      const page = { after, limit: query.limit + 1 };
      const found = await listRefusedDocuments(database, batch.number, page);
      const shown = found.slice(0, query.limit);
      const next = found[query.limit];
      const documents = shown.map(({ position, name, sha256, number, kind, refusal, detail }) => ({
        ...{ position, name, sha256, number, kind },
        ...{ reason: refusal, detail: detail ?? '' },
      }));
      const nextCursor = next ? cursorBefore(next.position) : null;
      return { status: 200, body: { documents, nextCursor } };
    },
  }),
];
