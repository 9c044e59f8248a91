import { createHash } from 'node:crypto';
import { findBatch } from '../../../db/queries/migration/batch.ts';
import { listBatches } from '../../../db/queries/migration/batch-list.ts';
import { readGivingWay } from '../../../db/queries/migration/give-way.ts';
import type { Opened } from '../../../workflows/legacy-migration/contract.ts';
import { allow, mayReach } from '../../authority.ts';
import type { ApiDependencies } from '../../dependencies.ts';
import { type Answer, endpoint } from '../../endpoint.ts';
import { batchFor } from '../../migration/batch-for.ts';
import { migrationNow, migrationShown } from '../../migration/migration-answer.ts';
import { pageOf } from '../../page.ts';
import { problem } from '../../problem/problem.ts';
import {
  beginBody,
  migrationAnswer,
  migrationPath,
  migrationsAnswer,
  migrationsQuery,
  pendingMigration,
} from '../../schemas/migration/migration.ts';
import { beginMigration } from '../../temporal/migration-messages.ts';

const tag = 'Migration';

/** The same key of the same person names the same batch, so that a repeat begins no second one. */
const batchIdOf = (accountId: string, key: string) =>
  createHash('sha256').update(`${accountId}/${key}`).digest('hex').slice(0, 12);

/** Before which batch a page begins; null for the first. */
function numberBefore(cursor: string | undefined): number | null {
  if (cursor === undefined) return null;
  if (/^[1-9]\d{0,8}$/.test(cursor)) return Number(cursor);
  throw problem('bad-cursor', 'The cursor cannot be read.');
}

/** The batch that was begun, or that has the export already. */
async function begun(api: ApiDependencies, id: string, opened: Opened): Promise<Answer> {
  if (opened.outcome === 'busy') {
    throw problem('migration-busy', `The batch ${opened.batchId} is at work.`);
  }
  const known = opened.outcome === 'known' ? opened.batchId : null;
  const batch = await findBatch(api.database, known ?? id);
  if (!batch) throw new Error(`the batch ${known ?? id} was entered and is not there`);
  return {
    status: known ? 200 : 201,
    body: await migrationNow(api.database, batch),
    headers: { Location: `/api/v1/migrations/${batch.id}` },
  };
}

export const migrationEndpoints = [
  endpoint({
    method: 'post',
    path: '/migrations',
    tag,
    summary: 'Begin to bring an export of the earlier platform over',
    description:
      'The export lies among the imports: put there by hand, or uploaded. The same export again is the ' +
      'batch that it is already (200), and nothing changes.',
    idempotency: 'message',
    bodySchema: beginBody,
    answers: {
      200: { description: 'The batch that has this very export already', schema: migrationAnswer },
      201: { description: 'A new batch', schema: migrationAnswer },
      202: {
        description: 'No answer in time. Repeat with the same key to learn the outcome.',
        schema: pendingMigration,
      },
    },
    problems: ['source-not-found', 'migration-busy', 'migration-not-now'],
    handle: async ({ account, body, idempotencyKey, api }): Promise<Answer> => {
      allow(account, 'create', { kind: 'migration' });
      const { source, dryRun } = body;
      if (!(await api.imports.find(source))) {
        throw problem('source-not-found', `There is no folder ${source} among the imports.`);
      }
      const key = idempotencyKey ?? '';
      const id = batchIdOf(account.accountId, key);
      const directory = api.imports.directoryOf(source);
      const input = { by: account.accountId, directory, dryRun };
      const sent = await beginMigration(api.temporal, id, key, input);
      if (sent.outcome === 'unknown') {
        return { status: 202, body: { id }, headers: { 'Retry-After': '2' } };
      }
      return begun(api, id, sent.state);
    },
  }),
  endpoint({
    method: 'get',
    path: '/migrations',
    tag,
    summary: 'Batches, the latest first',
    querySchema: migrationsQuery,
    answers: { 200: { description: 'One page', schema: migrationsAnswer } },
    problems: ['bad-cursor'],
    handle: async ({ account, query, api }) => {
      mayReach(account, 'view', 'migration');
      const before = numberBefore(query.cursor);
      const found = await listBatches(api.database, { before, limit: query.limit + 1 });
      const { rows, nextCursor } = pageOf(found, query.limit, ({ number }) => String(number));
      const givingWay = await readGivingWay(api.database);
      const migrations = rows.map((batch) => migrationShown(batch, [], givingWay));
      return { status: 200, body: { migrations, nextCursor } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/migrations/{id}',
    tag,
    summary: 'Where a batch stands, how far it has come, and its figures',
    pathSchema: migrationPath,
    answers: { 200: { description: 'The batch', schema: migrationAnswer } },
    handle: async ({ account, path, api }) => {
      const batch = await batchFor(api.database, account, 'view', path.id);
      return { status: 200, body: await migrationNow(api.database, batch) };
    },
  }),
];
