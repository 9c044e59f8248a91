import { attempt, isStagingLost } from './attempt.ts';
import type { ExportFile, FileProblem } from './contract.ts';
import { inLanes } from './lanes.ts';
import { loadRanges, shardsAtMost } from './load.ts';
import { enterPhase, type Run } from './run.ts';
import * as steps from './steps.ts';

/** The largest first, for the two that are read at a time to end at about the same time. */
const readingOrder: readonly ExportFile[] = [
  ...(['items.psv', 'certificates.psv', 'exporters.psv'] as const),
  ...(['wallet_txns.psv', 'wallets.psv', 'offices.psv'] as const),
];
const filesAtOnce = 2;

/** Reads the files into the staging tables; gives all that is wrong with them. */
async function readFiles(run: Run): Promise<FileProblem[]> {
  const { batchId } = run;
  const problems: FileProblem[] = [];
  await inLanes(filesAtOnce, readingOrder, async (file) => {
    const read = await attempt(run, `read ${file}`, () => steps.stageFile({ batchId, file }));
    problems.push(...read.problems);
  });
  return problems;
}

/**
 * Reads the rows of this round into the staging tables: those of the files, or those refused so far.
 * false: nothing can be imported, and the batch has ended.
 */
async function stageRows(run: Run): Promise<boolean> {
  const { batchId, round } = run;
  enterPhase(run, 'staging');
  if (round > 0) {
    await attempt(run, 'read the rejected rows', () => steps.stageRejects({ batchId }));
    return true;
  }
  const problems = await readFiles(run);
  if (problems.length === 0) return true;
  await attempt(run, 'refuse the export', () => steps.refuseExport({ batchId, problems }));
  enterPhase(run, 'refused');
  return false;
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
      if (!(await stageRows(run))) return;
    }
  }
}

/** Takes the batch, or what of it was refused so far, from the files to figures that can be accepted. */
export async function importRows(run: Run): Promise<void> {
  if (run.phase === 'opened' && !(await stageRows(run))) return;
  await whileStaged(run, async () => {
    await checkRows(run);
    if (!run.dryRun) {
      await loadRows(run);
      await copyDocuments(run);
    }
    await reconcile(run);
  });
}
