import { allHandlersFinished, condition } from '@temporalio/workflow';
import { type Case, openCase } from './case.ts';
import type { CaseInput } from './contract.ts';
import { type Inbox, openInbox } from './inbox.ts';
import { collectFee } from './payment.ts';
import { collectAnswer } from './query.ts';
import { review } from './review.ts';
import { collectIssue } from './self-declaration.ts';
import { collectSignature } from './signature.ts';
import { acceptSubmission } from './submission.ts';

/** What a case in a stage waits for; a stage that is not named here is its end. */
const waits: Partial<Record<Case['stage'], (kase: Case, inbox: Inbox) => Promise<void>>> = {
  'awaiting-payment': collectFee,
  'under-review': review,
  'query-raised': collectAnswer,
  'awaiting-signature': collectSignature,
  'auto-approved-pending-issuance': collectIssue,
};

/**
 * The life of one case, from submission to its end, whatever is applied for. A submission that is
 * refused ends the run and leaves the draft. A step that cannot go on parks the case; the run
 * itself never fails. Whom its turns are told to, it leaves to `caseNotices`.
 */
export async function liveCase({ applicationId }: CaseInput): Promise<{ outcome: string }> {
  const kase = openCase(applicationId);
  const inbox = openInbox(kase);

  await acceptSubmission(kase, inbox);
  for (let wait = waits[kase.stage]; wait; wait = waits[kase.stage]) await wait(kase, inbox);

  await condition(allHandlersFinished);
  return { outcome: kase.stage };
}
