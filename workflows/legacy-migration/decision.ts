import {
  allHandlersFinished,
  condition,
  continueAsNew,
  isCancellation,
  workflowInfo,
} from '@temporalio/workflow';
import { attempt, reasonIn } from './attempt.ts';
import type { AcceptInput, ByOperator, Refused } from './contract.ts';
import type { Inbox, Intention } from './inbox.ts';
import { enterPhase, type Run, show, steerTo } from './run.ts';
import * as steps from './steps.ts';
import type { legacyMigration } from './workflow.ts';

/** A refusal of the record, by the code that the API's catalogue has for it. */
const coded = ({ code, message }: Refused) => ({ code: `migration-${code}`, message });

/** Waits for what the operators decide on figures that lie before them, and does it. */
export async function awaitDecision(run: Run, inbox: Inbox): Promise<void> {
  await condition(() => inbox.asked() !== null || workflowInfo().continueAsNewSuggested);
  const intention = inbox.asked();
  if (!intention) return goOnAsNew(run);
  try {
    await decide(run, inbox, intention);
  } catch (error) {
    if (isCancellation(error)) throw error;
    inbox.refuse({ code: 'migration-not-now', message: reasonIn(error) });
  }
}

function decide(run: Run, inbox: Inbox, intention: Intention): Promise<void> {
  switch (intention.kind) {
    case 'accept':
      return accept(run, inbox, intention.input);
    case 'retryRejected':
      return retryRejected(run, inbox, intention.input);
    case 'abort':
      return takeBack(run, inbox);
    default:
      return intention satisfies never;
  }
}

/** A long history is left behind while nothing is at work; what was said so far goes along. */
async function goOnAsNew({ batchId, ...known }: Run): Promise<void> {
  await condition(allHandlersFinished);
  const { phase, round, agreedBy, steering, dryRun, saidSoFar } = known;
  const resumed = { phase, round, agreedBy, steering, dryRun, said: saidSoFar };
  await continueAsNew<typeof legacyMigration>({ batchId, resumed });
}

/** The first of two agrees to the figures; the second makes the batch count. */
async function accept(run: Run, inbox: Inbox, { by, round }: AcceptInput): Promise<void> {
  const { batchId, agreedBy } = run;
  if (agreedBy === null) {
    const agreed = await steps.agreeToBatch({ batchId, agreedBy: by, round });
    if (agreed.outcome === 'refused') return inbox.refuse(coded(agreed));
    run.agreedBy = by;
    show(run);
    return inbox.accept();
  }
  const accepted = await steps.acceptBatch({ batchId, acceptedBy: agreedBy, acceptedWith: by });
  if (accepted.outcome === 'refused') return inbox.refuse(coded(accepted));
  run.figures = accepted.figures;
  enterPhase(run, 'accepted');
  inbox.accept();
  await attempt(run, 'write the report', () => steps.writeReport({ batchId }));
}

/** What was agreed to is not any more what the batch will hold. */
async function retryRejected(run: Run, inbox: Inbox, { by }: ByOperator): Promise<void> {
  const { batchId } = run;
  const { rows } = await steps.stageRejects({ batchId });
  if (rows === 0) {
    return inbox.refuse({ code: 'migration-nothing-refused', message: 'No row is refused.' });
  }
  if (run.agreedBy !== null) await steps.withdrawAgreement({ batchId });
  run.agreedBy = null;
  run.round += 1;
  steerTo(run, { by, what: 'retry-rejected' }, {});
  enterPhase(run, 'checking');
  inbox.accept();
}

/** Takes the batch back, part by part. The operator is answered once it has begun, or is refused. */
export async function takeBack(run: Run, inbox: Inbox): Promise<void> {
  const { batchId, phase } = run;
  const undoneBy = inbox.asked()?.input.by ?? null;
  enterPhase(run, 'undoing');
  for (;;) {
    const step = await attempt(run, 'take the batch back', () =>
      steps.undoStep({ batchId, undoneBy }),
    );
    if (step.outcome === 'refused') {
      inbox.refuse(coded(step));
      return enterPhase(run, phase);
    }
    inbox.accept();
    if (step.outcome === 'undone') return enterPhase(run, 'undone');
  }
}
