import {
  allHandlersFinished,
  CancellationScope,
  condition,
  isCancellation,
} from '@temporalio/workflow';
import { carryOut } from '../carry-out.ts';
import { isExportChanged } from './attempt.ts';
import { begin, type MigrationInput, type Opened } from './contract.ts';
import { awaitDecision, takeBack } from './decision.ts';
import { importRows } from './import.ts';
import { type Inbox, openInbox } from './inbox.ts';
import { passSteeringOn } from './load.ts';
import { isEnd, openRun, type Run, show } from './run.ts';
import * as steps from './steps.ts';

/**
 * Brings one export of the earlier platform over (R4): checked, staged, loaded by shards, reconciled,
 * and accepted by two operators or taken back whole. It can be held up, killed and taken up again at
 * any moment. Starts by Update-with-Start with `begin`. A step that cannot be done waits for an
 * operator; the run itself never fails.
 */
export async function legacyMigration(input: MigrationInput): Promise<{ outcome: string }> {
  const run = openRun(input);
  let atWork: CancellationScope | null = null;
  const inbox = openInbox(run, () => atWork?.cancel());
  void CancellationScope.nonCancellable(() => passSteeringOn(run));

  const outcome = run.isNew ? await enter(run) : 'opened';
  if (outcome !== 'opened') return { outcome };
  show(run);
  try {
    while (!isEnd(run.phase)) {
      if (run.phase === 'reconciled') await awaitDecision(run, inbox);
      else
        await bringOver(run, inbox, (scope) => {
          atWork = scope;
        });
    }
  } catch (error) {
    // Ended from outside, where no operator is asked: nothing half done is left behind.
    if (isCancellation(error)) await CancellationScope.nonCancellable(() => takeBack(run, inbox));
    throw error;
  }
  inbox.refuse({ code: 'migration-not-now', message: `The batch has ended: ${run.phase}.` });
  await condition(allHandlersFinished);
  return { outcome: run.phase };
}

/** Enters the batch as the message asks that began the run; anything but `opened` ends it. */
async function enter(run: Run): Promise<Opened['outcome'] | 'failed'> {
  const { batchId } = run;
  let outcome: Opened['outcome'] | 'failed' = 'failed';
  await carryOut(begin, 'An operator names an export to bring over', async (input) => {
    const { by, directory, dryRun } = input;
    const opened = await steps.openBatch({ batchId, directory, dryRun, startedBy: by });
    run.dryRun = dryRun;
    outcome = opened.outcome;
    return opened;
  });
  return outcome;
}

/** Works until there are figures to decide on; an abort stops the work and takes all of it back. */
async function bringOver(
  run: Run,
  inbox: Inbox,
  begun: (scope: CancellationScope) => void,
): Promise<void> {
  const scope = new CancellationScope();
  begun(scope);
  try {
    await scope.run(() => importRows(run));
  } catch (error) {
    const isAborted = isCancellation(error) && inbox.asked()?.kind === 'abort';
    if (!isAborted && !isExportChanged(error)) throw error;
    await takeBack(run, inbox);
  }
}
