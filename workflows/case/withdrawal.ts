import { attempt } from './attempt.ts';
import { type Case, enterStage } from './case.ts';
import type { WithdrawInput } from './contract.ts';
import type { Inbox } from './inbox.ts';
import * as steps from './steps.ts';

/** The exporter takes the application back. */
export async function withdraw(
  kase: Case,
  inbox: Inbox,
  { by, reason }: WithdrawInput,
): Promise<void> {
  const { applicationId } = kase;
  const withdrawn = await attempt(kase, inbox, 'record the withdrawal', () =>
    steps.withdrawCase({ applicationId, revision: kase.revision, by, reason }),
  );
  enterStage(kase, withdrawn);
  if (withdrawn.refused) inbox.refuse(withdrawn.refused);
  else inbox.accept();
}
