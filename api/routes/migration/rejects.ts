import type { Database, Transaction } from '../../../db/database.ts';
import type { AuditEntry } from '../../../db/queries/audit/audit.ts';
import { audit } from '../../../db/queries/audit/audit.ts';
import { lockBatch } from '../../../db/queries/migration/batch.ts';
import { type Correction, correctRejects } from '../../../db/queries/migration/correct-rejects.ts';
import type { RejectRow } from '../../../db/queries/migration/reject-list.ts';
import { readSheet, sheetHead, sheetLine } from '../../../document/reject-sheet/reject-sheet.ts';
import { reasonTexts } from '../../../domain/migration/reject-reason.ts';
import { endpoint } from '../../endpoint.ts';
import { batchFor } from '../../migration/batch-for.ts';
import { rejectPage } from '../../migration/reject-page.ts';
import { problem } from '../../problem/problem.ts';
import { migrationPath } from '../../schemas/migration/migration.ts';
import {
  correctedAnswer,
  correctionBody,
  rejectPath,
  rejectsAnswer,
  rejectsQuery,
} from '../../schemas/migration/reject.ts';
import { toldBy } from '../../told-by.ts';

const tag = 'Migration';
const namedAtMost = 20;

const shown = ({ file, line, key, reason, value, raw, corrected }: RejectRow) => ({
  file,
  line,
  key,
  reason,
  words: reason && reasonTexts[reason],
  value,
  row: raw ?? '',
  corrected,
});

type Told = Pick<AuditEntry, 'actor' | 'role' | 'at' | 'network'>;

/** Keeps corrections until the rows are tried again, all of them or none, and tells the audit. */
function keep(
  database: Database | Transaction,
  batchId: string,
  corrections: readonly Correction[],
  told: Told,
) {
  return database.transaction(async (own) => {
    const batch = await lockBatch(own, batchId);
    if (batch?.phase !== 'reconciled') {
      const words = `The batch is ${batch?.phase}: rows are corrected once it is reconciled.`;
      throw problem('migration-not-now', words);
    }
    const { unknown, ...counts } = await correctRejects(own, batch.number, corrections);
    if (unknown.length > 0) {
      throw problem('reject-not-found', `${unknown.length} of the rows are not refused.`, {
        errors: unknown
          .slice(0, namedAtMost)
          .map(({ file, line }) => ({ pointer: '', detail: `${file}, line ${line}` })),
      });
    }
    if (counts.corrected > 0) {
      await audit(own, {
        ...told,
        subject: `migration/${batchId}`,
        action: 'migration-corrected',
        after: { rows: counts.corrected },
      });
    }
    return counts;
  });
}

function rowsOf(sheet: Buffer): Correction[] {
  try {
    return readSheet(new TextDecoder('utf-8', { fatal: true }).decode(sheet));
  } catch (error) {
    const reason = error instanceof TypeError ? 'It is not UTF-8.' : (error as Error).message;
    throw problem('reject-sheet-unreadable', reason);
  }
}

/** What was refused of a batch, and how it is put right. */
export const migrationRejectEndpoints = [
  endpoint({
    method: 'get',
    path: '/migrations/{id}/rejects',
    tag,
    summary: 'Rows of the batch that are still refused, by file and line',
    pathSchema: migrationPath,
    querySchema: rejectsQuery,
    answers: { 200: { description: 'One page', schema: rejectsAnswer } },
    problems: ['bad-cursor'],
    handle: async ({ account, path, query, api }) => {
      const { number } = await batchFor(api.database, account, 'view', path.id);
      const { rejects, nextCursor } = await rejectPage(api.database, number, query);
      return { status: 200, body: { rejects: rejects.map(shown), nextCursor } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/migrations/{id}/rejects.csv',
    tag,
    summary: 'The same as a sheet to correct: each value under its column',
    description:
      'No cell runs as a formula or turns into a number or a date. The header `Next-Cursor` leads to ' +
      'the next page; its lines go below those of this one, without their first.',
    pathSchema: migrationPath,
    querySchema: rejectsQuery,
    answers: { 200: { description: 'CSV, UTF-8', mediaType: 'text/csv' } },
    problems: ['bad-cursor'],
    handle: async ({ account, path, query, api }) => {
      const { number } = await batchFor(api.database, account, 'view', path.id);
      const { rejects, nextCursor } = await rejectPage(api.database, number, query);
      const lines = rejects.map(({ raw, corrected, ...one }) =>
        sheetLine({ ...one, row: corrected ?? raw ?? '' }),
      );
      const bytes = Buffer.from(sheetHead() + lines.join(''));
      const headers: Record<string, string> = nextCursor ? { 'Next-Cursor': nextCursor } : {};
      const file = { type: 'text/csv', bytes, name: `rejects-${path.id}.csv` };
      return { status: 200, file, headers };
    },
  }),
  endpoint({
    method: 'put',
    path: '/migrations/{id}/rejects/{file}/{line}',
    tag,
    summary: 'Correct one refused row in place',
    description: 'It is tried with the next retry.',
    pathSchema: rejectPath,
    bodySchema: correctionBody,
    answers: { 200: { description: 'Whether it changed', schema: correctedAnswer } },
    problems: ['migration-not-now', 'reject-not-found'],
    handle: async ({ account, path, body, request, api }) => {
      const { id, file, line } = path;
      await batchFor(api.database, account, 'correct', id);
      const correction = { file, line, row: body.row };
      const kept = await keep(api.database, id, [correction], toldBy(account, request));
      return { status: 200, body: kept };
    },
  }),
  endpoint({
    method: 'post',
    path: '/migrations/{id}/corrections',
    tag,
    summary: 'Correct refused rows by the sheet that was exported, all or none',
    description: 'Rows that were left as they are stay so. They are tried with the next retry.',
    pathSchema: migrationPath,
    bodyKind: 'file',
    answers: { 200: { description: 'How many changed', schema: correctedAnswer } },
    problems: [
      'bad-file-upload',
      'migration-not-now',
      'reject-not-found',
      'reject-sheet-unreadable',
    ],
    handle: async ({ account, path, file, request, api }) => {
      await batchFor(api.database, account, 'correct', path.id);
      const corrections = rowsOf(await file());
      const kept = await keep(api.database, path.id, corrections, toldBy(account, request));
      return { status: 200, body: kept };
    },
  }),
];
