import { attempt } from './attempt.ts';
import { type Case, enterStage } from './case.ts';
import type { Inbox } from './inbox.ts';
import * as steps from './steps.ts';
import { withdraw } from './withdrawal.ts';

/** Waits for an officer who approves, rejects or asks the exporter, or for a withdrawal. */
export async function review(kase: Case, inbox: Inbox): Promise<void> {
  const wanted = await inbox.next('decide', 'raiseQuery', 'withdraw');
  if (wanted.kind === 'withdraw') return withdraw(kase, inbox, wanted.input);
  const { applicationId } = kase;
  const decided = await attempt(kase, inbox, 'record the decision', () => {
    const { by } = wanted.input;
    if (wanted.kind === 'raiseQuery') {
      const { questions } = wanted.input;
      return steps.raiseQuery({ applicationId, revision: kase.revision, by, questions });
    }
    const { decision } = wanted.input;
    return decision.approve
      ? steps.prepareCertificate({
          applicationId,
          revision: kase.revision,
          by,
          signingOfficer: decision.signingOfficer ?? by.accountId,
        })
      : steps.recordRejection({
          applicationId,
          revision: kase.revision,
          by,
          reasons: decision.reasons,
        });
  });
  enterStage(kase, decided, decided.refused && `Not decided: ${decided.refused.message}`);
  if (decided.refused) inbox.refuse(decided.refused);
  else inbox.accept();
}
