import { attempt } from './attempt.ts';
import { type Case, enterStage } from './case.ts';
import type { Inbox } from './inbox.ts';
import { noticeDue, remindOrLapse } from './patience.ts';
import * as steps from './steps.ts';
import { withdraw } from './withdrawal.ts';

/** Waits for the exporter's answer to an officer's query: reminds it, and lapses in the end. */
export async function collectAnswer(kase: Case, inbox: Inbox): Promise<void> {
  const due = noticeDue(kase, 'query-raised');
  const wanted = await inbox.nextBefore(due.at, 'answerQuery', 'withdraw');
  if (!wanted) return remindOrLapse(kase, inbox, due);
  if (wanted.kind === 'withdraw') return withdraw(kase, inbox, wanted.input);
  const { applicationId } = kase;
  const { by, answerRevision, note } = wanted.input;
  const answered = await attempt(kase, inbox, 'record the answer', () =>
    steps.answerQuery({ applicationId, revision: kase.revision, by, answerRevision, note }),
  );
  enterStage(kase, answered);
  if (answered.refused) inbox.refuse(answered.refused);
  else inbox.accept();
}
