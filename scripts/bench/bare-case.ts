import { randomBytes, randomUUID } from 'node:crypto';
import { type Client, WithStartWorkflowOperation } from '@temporalio/client';
import * as bare from './bare-contract.ts';

const signature = randomBytes(256).toString('base64');

/** Drives a bare workflow to its end by the messages that a certificate takes. */
export async function bareCase(client: Client): Promise<void> {
  const applicationId = randomUUID();
  const workflowId = `bench/${applicationId}`;
  const accountId = randomUUID();
  const submitted = await client.workflow.executeUpdateWithStart(bare.first, {
    args: [{ by: { accountId, role: 'exporter' }, expectedRevision: 1, paymentMethod: 'wallet' }],
    updateId: randomUUID(),
    startWorkflowOperation: new WithStartWorkflowOperation('bareCase', {
      workflowId,
      taskQueue: bare.bareTaskQueue,
      args: [{ applicationId }],
      workflowIdConflictPolicy: 'USE_EXISTING',
    }),
  });
  const handle = client.workflow.getHandle(workflowId);
  const by = { accountId, role: 'officer' } as const;
  const approved = await handle.executeUpdate(bare.second, {
    args: [{ by, expectedRevision: submitted.revision, decision: { approve: true } }],
  });
  await handle.executeUpdate(bare.third, {
    args: [{ by, expectedRevision: approved.revision, signature }],
  });
  await handle.result();
}
