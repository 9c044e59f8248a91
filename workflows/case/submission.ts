import { attempt } from './attempt.ts';
import { type Case, enterStage } from './case.ts';
import type { Inbox } from './inbox.ts';
import * as steps from './steps.ts';

/** Records the submission, looks the IEC up and opens the case; a refusal gives the draft back. */
export async function acceptSubmission(kase: Case, inbox: Inbox): Promise<void> {
  const { input } = await inbox.next('submit');
  const { applicationId } = kase;
  kase.revision = input.expectedRevision;
  const submission = await attempt(kase, inbox, 'record the submission', () =>
    steps.recordSubmission({ applicationId, ...input }),
  );
  if ('refused' in submission) return inbox.refuse(submission.refused);
  enterStage(kase, submission);

  await attempt(kase, inbox, 'look up the IEC', () => steps.lookupIec({ applicationId }));
  const opening = await attempt(kase, inbox, 'open the case', () =>
    steps.openApplication({
      applicationId,
      revision: kase.revision,
      expectedFeePaise: input.expectedFeePaise,
    }),
  );
  kase.orderOpen = opening.orderOpen;
  enterStage(kase, opening);
  if (opening.refused) return inbox.refuse(opening.refused);
  inbox.accept();
}
