import { type Client, WithStartWorkflowOperation } from '@temporalio/client';
import { caseTaskQueue } from '../../workflows/case/contract.ts';
import {
  type AskRefundInput,
  type AskRefundResult,
  askRefund as askRefundUpdate,
  walletRefundId,
  walletRefundName,
} from '../../workflows/wallet-refund/contract.ts';
import { type Sent, sendInTime } from './send-in-time.ts';

/** Asks for a refund; `key` is the request's Idempotency-Key, and the refund is derived from it. */
export function askRefund(
  client: Client,
  refundId: string,
  key: string,
  input: AskRefundInput,
): Promise<Sent<AskRefundResult>> {
  return sendInTime(client, () =>
    client.workflow.executeUpdateWithStart(askRefundUpdate, {
      startWorkflowOperation: new WithStartWorkflowOperation(walletRefundName, {
        workflowId: walletRefundId(refundId),
        taskQueue: caseTaskQueue,
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        args: [{ refundId }],
        staticSummary: input.officeId,
      }),
      updateId: key,
      args: [input],
    }),
  );
}
