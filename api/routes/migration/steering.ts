import type { UpdateDefinition } from '@temporalio/common';
import { findBatch } from '../../../db/queries/migration/batch.ts';
import type { SignedIn } from '../../../db/queries/sign-in/session.ts';
import type { ActionOn } from '../../../domain/authority/permissions.ts';
import * as contract from '../../../workflows/legacy-migration/contract.ts';
import type { Answer, Asked } from '../../endpoint.ts';
import { endpoint } from '../../endpoint.ts';
import { batchFor } from '../../migration/batch-for.ts';
import { migrationNow } from '../../migration/migration-answer.ts';
import {
  acceptanceBody,
  migrationAnswer,
  migrationPath,
  paceBody,
  pendingMigration,
} from '../../schemas/migration/migration.ts';
import { sendToMigration } from '../../temporal/migration-messages.ts';

const tag = 'Migration';

const answers = {
  200: { description: 'Where the batch stands now', schema: migrationAnswer },
  202: {
    description: 'No answer in time. Repeat with the same key to learn the outcome.',
    schema: pendingMigration,
  },
};

type Of = { id: string };

/** Sends an operator's word to the batch's run and answers with where the batch stands after it. */
async function tell<Input extends contract.ByOperator>(
  { account, path, idempotencyKey, api }: Asked<SignedIn, Of, unknown, unknown>,
  action: ActionOn<'migration'>,
  definition: UpdateDefinition<contract.MigrationState, [Input]>,
  input: Omit<Input, 'by'>,
): Promise<Answer> {
  const { id } = await batchFor(api.database, account, action, path.id);
  const message = { ...input, by: account.accountId } as Input;
  const key = idempotencyKey ?? '';
  const sent = await sendToMigration(api.temporal, id, key, definition, message);
  const batch = await findBatch(api.database, id);
  if (sent.outcome === 'unknown' || !batch) {
    return { status: 202, body: { id }, headers: { 'Retry-After': '2' } };
  }
  const body = await migrationNow(api.database, batch);
  const { steering, ...state } = sent.state;
  // The table is told a moment later.
  return { status: 200, body: { ...body, ...state, ...steering } };
}

const common = {
  tag,
  idempotency: 'message' as const,
  pathSchema: migrationPath,
  answers,
};

export const migrationSteeringEndpoints = [
  endpoint({
    ...common,
    method: 'post',
    path: '/migrations/{id}/pause',
    summary: 'Hold the batch up',
    description: 'What is being read, checked or loaded just then is finished first.',
    problems: ['migration-not-now'],
    handle: (asked) => tell(asked, 'steer', contract.pause, {}),
  }),
  endpoint({
    ...common,
    method: 'post',
    path: '/migrations/{id}/resume',
    summary: 'Let the batch go on, or try again what it could not do',
    problems: ['migration-not-now'],
    handle: (asked) => tell(asked, 'steer', contract.resume, {}),
  }),
  endpoint({
    ...common,
    method: 'put',
    path: '/migrations/{id}/pace',
    summary: 'Set how many lines are loaded a second at most',
    bodySchema: paceBody,
    problems: ['migration-not-now'],
    handle: (asked) => tell(asked, 'steer', contract.setPace, asked.body),
  }),
  endpoint({
    ...common,
    method: 'post',
    path: '/migrations/{id}/retry',
    summary: 'Try every row again that is still refused',
    description: 'With its correction, where it has one; rows that depended on them come along.',
    problems: ['migration-not-now', 'migration-nothing-refused', 'migration-busy'],
    handle: (asked) => tell(asked, 'correct', contract.retryRejected, {}),
  }),
  endpoint({
    ...common,
    method: 'post',
    path: '/migrations/{id}/acceptance',
    summary: 'Accept the batch',
    description:
      'The first of two operators agrees to the figures of a round; the second, another person, makes ' +
      'the batch count: certificates verify here, wallets can be spent.',
    bodySchema: acceptanceBody,
    problems: [
      'migration-not-now',
      'migration-same-person',
      'migration-not-an-operator',
      'migration-not-reconciled',
      'migration-disagreements',
      'migration-earlier-batch-open',
      'migration-already-accepted',
      'migration-already-undone',
      'migration-dry-run',
    ],
    handle: (asked) => tell(asked, 'accept', contract.accept, asked.body),
  }),
  endpoint({
    ...common,
    method: 'post',
    path: '/migrations/{id}/undo',
    summary: 'Give the batch up and take all of it back',
    description: 'Wherever it stands, before it is accepted. What is at work is stopped first.',
    problems: ['migration-not-now', 'migration-later-batch-exists', 'migration-already-accepted'],
    handle: (asked) => tell(asked, 'undo', contract.abort, {}),
  }),
];
