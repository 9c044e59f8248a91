import { isCancellation } from '@temporalio/workflow';
import { reasonOf } from '../refusal-failure.ts';
import { type Case, enterStage } from './case.ts';
import type { Inbox } from './inbox.ts';
import * as steps from './steps.ts';

/** Runs a step; when it cannot go on by itself, parks the case until operations let it go on. */
export async function attempt<T>(
  kase: Case,
  inbox: Inbox,
  step: string,
  run: () => Promise<T>,
): Promise<T> {
  for (;;) {
    try {
      return await run();
    } catch (error) {
      if (isCancellation(error)) throw error;
      await park(kase, inbox, step, reasonOf(error));
    }
  }
}

async function park(kase: Case, inbox: Inbox, step: string, reason: string): Promise<void> {
  const { applicationId } = kase;
  const parked = await steps.recordAttention({
    applicationId,
    revision: kase.revision,
    step,
    reason,
  });
  enterStage(kase, parked, `Could not ${step}: ${reason}`);
  inbox.park(`The case is parked for DGFT operations: could not ${step}.`);
  while (kase.stage === 'needs-attention') {
    const { input } = await inbox.next('resume');
    const resumed = await steps.recordResumption({
      applicationId,
      revision: kase.revision,
      by: input.by,
      note: input.note,
    });
    enterStage(kase, resumed);
    if (resumed.refused) inbox.refuse(resumed.refused);
    else inbox.accept();
  }
}
