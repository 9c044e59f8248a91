import { type Client, WithStartWorkflowOperation } from '@temporalio/client';
import { caseTaskQueue } from '../../workflows/case/contract.ts';
import {
  type CancelInput,
  type Cancelled,
  cancel,
  certificateCancellationId,
  certificateCancellationName,
} from '../../workflows/certificate-cancellation/contract.ts';
import { type Sent, sendInTime } from './send-in-time.ts';

/** Cancels a certificate; `updateId` makes the effect single. */
export function sendCancellation(
  client: Client,
  number: string,
  updateId: string,
  input: CancelInput,
): Promise<Sent<Cancelled>> {
  return sendInTime(client, () =>
    client.workflow.executeUpdateWithStart(cancel, {
      startWorkflowOperation: new WithStartWorkflowOperation(certificateCancellationName, {
        workflowId: certificateCancellationId(number),
        taskQueue: caseTaskQueue,
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        args: [{ number }],
        staticSummary: number,
      }),
      updateId,
      args: [input],
    }),
  );
}
