import type { Database } from '../../db/database.ts';
import { enterPhase, keepFigures } from '../../db/queries/migration/batch.ts';
import { isStaged } from '../../db/queries/migration/load.ts';
import type { BatchFigures } from '../../domain/migration/batch.ts';
import type { OfBatch } from '../../workflows/legacy-migration/contract.ts';
import { countBatch } from './count-batch.ts';
import { batchOf, beating, lostStaging } from './of-batch.ts';

/** Counts what a batch has brought against what was sent; a dry run ends with it. Throws StagingLost. */
export function createReconcile({ database }: { database: Database }) {
  return async function reconcile({ batchId }: OfBatch): Promise<{ figures: BatchFigures }> {
    const batch = await batchOf(database, batchId);
    const { number, dryRun, phase } = batch;
    const isEnded = phase === 'dry-run-done' || phase === 'reconciled';
    if (isEnded && batch.figures) return { figures: batch.figures };
    if (!dryRun) await enterPhase(database, batchId, 'reconciling', ['loading']);
    const figures = await beating(() =>
      countBatch(database, batch, dryRun ? 'nowhere' : 'suspense'),
    );
    if (dryRun && !(await isStaged(database.$client, number))) {
      throw lostStaging('not all files are staged');
    }
    const [end, before] = dryRun
      ? (['dry-run-done', 'checked'] as const)
      : (['reconciled', 'reconciling'] as const);
    await keepFigures(database, batchId, figures, end, [before]);
    return { figures };
  };
}
