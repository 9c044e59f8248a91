import { type Client, WithStartWorkflowOperation } from '@temporalio/client';
import type { UpdateDefinition } from '@temporalio/common';
import {
  type BeginInput,
  begin,
  legacyMigrationId,
  legacyMigrationName,
  type MigrationState,
  migrationTaskQueue,
  type Opened,
} from '../../workflows/legacy-migration/contract.ts';
import { problem, problemContent } from '../problem/problem.ts';
import { type Sent, sendInTime } from './send-in-time.ts';

/** Begins to bring an export over; `key` is the request's Idempotency-Key, the batch follows from it. */
export function beginMigration(
  client: Client,
  batchId: string,
  key: string,
  input: BeginInput,
): Promise<Sent<Opened>> {
  return sendInTime(client, () =>
    client.workflow.executeUpdateWithStart(begin, {
      startWorkflowOperation: new WithStartWorkflowOperation(legacyMigrationName, {
        workflowId: legacyMigrationId(batchId),
        taskQueue: migrationTaskQueue,
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        args: [{ batchId }],
        staticSummary: input.dryRun ? 'Dry run of an export' : 'An export of the earlier platform',
      }),
      updateId: key,
      args: [input],
    }),
  );
}

/** Sends an operator's message to a batch that has not ended. */
export async function sendToMigration<Input>(
  client: Client,
  batchId: string,
  key: string,
  definition: UpdateDefinition<MigrationState, [Input]>,
  input: Input,
): Promise<Sent<MigrationState>> {
  const handle = client.workflow.getHandle(legacyMigrationId(batchId));
  try {
    return await sendInTime(client, () =>
      handle.executeUpdate(definition, { updateId: key, args: [input] }),
    );
  } catch (error) {
    if (problemContent(error)?.code !== 'case-moved-on') throw error;
    throw problem('migration-not-now', 'The batch has ended: nothing waits for this.');
  }
}
