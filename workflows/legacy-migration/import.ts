import { exportFiles } from '../../domain/migration/export-file.ts';
import { attempt, isStagingLost } from './attempt.ts';
import { loadRanges, shardsAtMost } from './load.ts';
import { enterPhase, type Run } from './run.ts';
import * as steps from './steps.ts';

/** Holds the files against the manifest; false when nothing can be imported, and the batch has ended. */
async function checkFiles(run: Run): Promise<boolean> {
  const { batchId } = run;
  const checked = await attempt(run, 'check the files', () => steps.checkFiles({ batchId }));
  if (checked.outcome === 'refused') enterPhase(run, 'refused');
  return checked.outcome === 'sound';
}

/** Reads the rows of this round into the staging tables: those of the files, or those refused so far. */
async function stageRows(run: Run): Promise<void> {
  const { batchId, round } = run;
  enterPhase(run, 'staging');
  if (round > 0) {
    await attempt(run, 'read the rejected rows', () => steps.stageRejects({ batchId }));
    return;
  }
  for (const file of exportFiles) {
    await attempt(run, `read ${file}`, () => steps.stageFile({ batchId, file }));
  }
}

async function checkRows(run: Run): Promise<void> {
  const { batchId } = run;
  enterPhase(run, 'checking');
  await attempt(run, 'check the rows', () => steps.checkRows({ batchId }));
}

/** Brings the checked rows into the final tables, each group of files before those that need it. */
async function loadRows(run: Run): Promise<void> {
  const { batchId } = run;
  enterPhase(run, 'loading');
  const plan = await attempt(run, 'divide the rows', () =>
    steps.planLoad({ batchId, shards: shardsAtMost }),
  );
  for (const ranges of plan.steps) {
    const watches = ranges.map((range) => ({ range, state: 'waiting' as const, child: null }));
    await attempt(run, 'load rows', () => loadRanges(run, watches));
  }
  await attempt(run, 'derive what was replaced', () => steps.deriveLineage({ batchId }));
  await attempt(run, 'book the balances', () => steps.bookWallets({ batchId }));
}

const documentsAtOnce = 200;

/** Copies the scans and old PDFs that came along, once the certificates are there that they belong to. */
async function copyDocuments(run: Run): Promise<void> {
  const { batchId } = run;
  for (;;) {
    const { done } = await attempt(run, 'copy the documents', () =>
      steps.copyDocuments({ batchId, limit: documentsAtOnce }),
    );
    if (done) return;
  }
}

async function reconcile(run: Run): Promise<void> {
  const { batchId, dryRun } = run;
  enterPhase(run, 'reconciling');
  const { figures } = await attempt(run, 'reconcile', () => steps.reconcile({ batchId }));
  run.figures = figures;
  await attempt(run, 'write the report', () => steps.writeReport({ batchId }));
  enterPhase(run, dryRun ? 'dry-run-done' : 'reconciled');
}

/** Stages and checks again, and takes the work up again, as often as PostgreSQL loses what was staged. */
async function whileStaged(run: Run, work: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isStagingLost(error)) throw error;
      await stageRows(run);
    }
  }
}

/** Takes the batch, or what of it was refused so far, from the files to figures that can be accepted. */
export async function importRows(run: Run): Promise<void> {
  if (run.phase === 'opened') {
    if (!(await checkFiles(run))) return;
    await stageRows(run);
  }
  await whileStaged(run, async () => {
    await checkRows(run);
    if (!run.dryRun) {
      await loadRows(run);
      await copyDocuments(run);
    }
    await reconcile(run);
  });
}
