import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { PlacedOrder } from '../../db/queries/money/payment/placed-order.ts';
import * as kase from '../../workflows/case/contract.ts';
import * as late from '../../workflows/late-money/contract.ts';
import * as topUp from '../../workflows/wallet-top-up/contract.ts';
import { inTime } from '../in-time.ts';
import { engineAway, problemOfMessage } from './message-problem.ts';

const deadlineMs = 5_000;

/** Whether there was still a run to tell. */
async function wasTold(client: Client, workflowId: string, orderId: string): Promise<boolean> {
  try {
    await client.workflow.getHandle(workflowId).signal(kase.paymentConfirmed, { orderId });
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

async function tellLateMoney(client: Client, orderId: string): Promise<void> {
  await client.workflow.signalWithStart(late.lateMoneyName, {
    workflowId: late.lateMoneyId(orderId),
    taskQueue: kase.caseTaskQueue,
    args: [{ orderId }],
    signal: late.paymentConfirmed,
    signalArgs: [{ orderId }],
  });
}

async function deliver(client: Client, order: PlacedOrder, isPaid: boolean): Promise<void> {
  const { id, applicationId, casePurpose, caseAwaitsFee } = order;
  const waiting =
    applicationId === null || casePurpose === null
      ? topUp.walletTopUpId(id)
      : kase.caseRunId({ id: applicationId, purpose: casePurpose });
  const mayWait = applicationId === null || caseAwaitsFee;
  if (mayWait && (await wasTold(client, waiting, id))) return;
  if (isPaid) await tellLateMoney(client, id);
}

/**
 * Passes word of a payment to the case or the top-up that waits for it; where none waits any more,
 * to `lateMoney`, which is durable. Throws `temporarily-unavailable` when nobody could be told.
 */
export async function tellOfPayment(
  client: Client,
  order: PlacedOrder,
  isPaid: boolean,
): Promise<void> {
  try {
    if ((await inTime(deadlineMs, deliver(client, order, isPaid))) === 'late') throw engineAway();
  } catch (error) {
    throw problemOfMessage(error);
  }
}
