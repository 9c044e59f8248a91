import { type Client, WithStartWorkflowOperation } from '@temporalio/client';
import { caseTaskQueue } from '../../workflows/case/contract.ts';
import {
  type OpenInput,
  type OpenResult,
  open,
  walletTopUpId,
  walletTopUpName,
} from '../../workflows/wallet-top-up/contract.ts';
import { type Sent, sendInTime } from './send-in-time.ts';

/** Begins a top-up; `key` is the request's Idempotency-Key, and the order is derived from it. */
export function openTopUp(
  client: Client,
  orderId: string,
  key: string,
  input: OpenInput,
): Promise<Sent<OpenResult>> {
  return sendInTime(client, () =>
    client.workflow.executeUpdateWithStart(open, {
      startWorkflowOperation: new WithStartWorkflowOperation(walletTopUpName, {
        workflowId: walletTopUpId(orderId),
        taskQueue: caseTaskQueue,
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        args: [{ orderId }],
        staticSummary: input.officeId,
      }),
      updateId: key,
      args: [input],
    }),
  );
}
