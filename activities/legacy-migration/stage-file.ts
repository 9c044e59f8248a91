import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Database } from '../../db/database.ts';
import { setPhase } from '../../db/queries/migration/batch.ts';
import type { FileProblem } from '../../domain/migration/batch.ts';
import type { ExportFile } from '../../domain/migration/export-file.ts';
import type { OfBatch } from '../../workflows/legacy-migration/contract.ts';
import { type Filling, fillStaging } from './fill-staging.ts';
import type { GiveWay } from './give-way.ts';
import { batchOf, beating, changedExport } from './of-batch.ts';
import type { Told } from './staging-thread.ts';

/** Phases in which nothing of a batch was loaded: a file that cannot be imported ends it. */
const atFirst = ['opened', 'staging', 'refused'];

/** The largest by far: a thread of its own reads it, beside the one that reads the others. */
const readApart: ExportFile = 'items.psv';
const threadLimits = { maxOldGenerationSizeMb: 24, maxYoungGenerationSizeMb: 6 };

/** Fills a file's staging table from a thread, and gives way for it. */
async function fillApart(filling: Filling, giveWay: GiveWay): Promise<FileProblem[]> {
  const thread = new Worker(new URL('./staging-thread.ts', import.meta.url), {
    workerData: filling,
    resourceLimits: threadLimits,
  });
  try {
    for await (const [told] of on(thread, 'message', { close: ['exit'] })) {
      const one: Told = told;
      if ('problems' in one) return one.problems;
      await giveWay(one.workedMs);
      thread.postMessage(null);
    }
  } finally {
    await thread.terminate();
  }
  throw new Error(`the thread that read ${filling.file} ended before it had said what it found`);
}

/**
 * Reads one file into its staging table and holds it against the manifest; repeated, it begins anew.
 * With a problem nothing of it counts as staged. Throws ExportChanged once rows were loaded.
 */
export function createStageFile({
  database,
  databaseUrl,
  giveWay,
}: {
  database: Database;
  databaseUrl: string;
  giveWay: GiveWay;
}) {
  return async function stageFile(
    input: OfBatch & { file: ExportFile },
  ): Promise<{ problems: FileProblem[] }> {
    const { file } = input;
    const { phase, number, directory, manifest } = await batchOf(database, input.batchId);
    if (phase === 'opened') await setPhase(database, input.batchId, 'staging');
    const filling = { databaseUrl, batch: { number, directory, manifest }, file };
    const problems = await beating(() =>
      file === readApart
        ? fillApart(filling, giveWay)
        : fillStaging(database.$client, filling, giveWay),
    );
    if (problems.length > 0 && !atFirst.includes(phase)) {
      throw changedExport(problems.map(({ message }) => message).join('; '));
    }
    return { problems };
  };
}
