import { allHandlersFinished, condition, isCancellation, log } from '@temporalio/workflow';
import { type Case, openCase, reasonOf } from './case.ts';
import type { CaseInput } from './contract.ts';
import { type Inbox, openInbox } from './inbox.ts';
import { collectFee } from './payment.ts';
import { collectAnswer } from './query.ts';
import { review } from './review.ts';
import { collectSignature } from './signature.ts';
import * as steps from './steps.ts';
import { acceptSubmission } from './submission.ts';

/** What a case in a stage waits for; a stage that is not named here is its end. */
const waits: Partial<Record<Case['stage'], (kase: Case, inbox: Inbox) => Promise<void>>> = {
  'awaiting-payment': collectFee,
  'under-review': review,
  'query-raised': collectAnswer,
  'awaiting-signature': collectSignature,
};

/**
 * The life of one case, from submission to its end, whatever is applied for. A submission that is
 * refused ends the run and leaves the draft. A step that cannot go on parks the case; the run
 * itself never fails.
 */
export async function liveCase({ applicationId }: CaseInput): Promise<{ outcome: string }> {
  const kase = openCase(applicationId);
  const inbox = openInbox(kase);

  await acceptSubmission(kase, inbox);
  for (let wait = waits[kase.stage]; wait; wait = waits[kase.stage]) await wait(kase, inbox);
  if (kase.stage !== 'draft') await tellExporter(kase);

  await condition(allHandlersFinished);
  return { outcome: kase.stage };
}

/** A mail that cannot be sent for a day is given up: the record says the same, and the case ends. */
async function tellExporter(kase: Case): Promise<void> {
  try {
    await steps.notifyExporter({ applicationId: kase.applicationId });
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.warn('The exporter could not be told by mail', { reason: reasonOf(error) });
  }
}
