import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { continueAsNew, ParentClosePolicy, startChild, workflowInfo } from '@temporalio/workflow';
import type { Channel } from '../../domain/notification/recipients.ts';
import { webhookDeliveryId, webhookDeliveryName } from '../webhook-delivery/contract.ts';
import * as steps from './steps.ts';

/**
 * Tells people and exporters' systems of the turns that the outbox holds, until it is empty. No case
 * waits for it, and what it was doing when it was ended the next run takes up.
 */
export async function caseNotices(): Promise<void> {
  for (;;) {
    const spread = await steps.spreadNotices();
    await Promise.all(spread.deliveries.map(begin));
    const more = await Promise.all([send('mail'), send('sms')]);
    if (!spread.more && !more.includes(true)) return;
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof caseNotices>();
  }
}

async function send(channel: Channel): Promise<boolean> {
  const { runId, historyLength } = workflowInfo();
  const { more } = await steps.sendMessages({ channel, claim: `${runId}/${historyLength}` });
  return more;
}

/** Deliveries go on by themselves, for days; one that runs already is left alone. */
async function begin(deliveryId: string): Promise<void> {
  try {
    await startChild(webhookDeliveryName, {
      workflowId: webhookDeliveryId(deliveryId),
      args: [{ deliveryId }],
      parentClosePolicy: ParentClosePolicy.ABANDON,
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
