import { Worker } from 'node:worker_threads';
import type { Database } from '../../db/database.ts';
import { setPhase } from '../../db/queries/migration/batch.ts';
import type { FileProblem } from '../../domain/migration/batch.ts';
import type { ExportFile } from '../../domain/migration/export-file.ts';
import type { OfBatch } from '../../workflows/legacy-migration/contract.ts';
import { type Filling, fillStaging } from './fill-staging.ts';
import type { GiveWay } from './give-way.ts';
import { batchOf, beating, changedExport } from './of-batch.ts';

/** Phases in which nothing of a batch was loaded: a file that cannot be imported ends it. */
const atFirst = ['opened', 'staging', 'refused'];

/** The largest by far: a thread of its own reads it, beside the one that reads the others. */
const readApart: ExportFile = 'items.psv';
const threadLimits = { maxOldGenerationSizeMb: 24, maxYoungGenerationSizeMb: 6 };

function fillApart(filling: Filling): Promise<FileProblem[]> {
  const { promise, resolve, reject } = Promise.withResolvers<FileProblem[]>();
  const thread = new Worker(new URL('./staging-thread.ts', import.meta.url), {
    workerData: filling,
    resourceLimits: threadLimits,
  });
  // Its last message may come in the same moment as its end.
  let problems: FileProblem[] | null = null;
  thread.once('message', (found: FileProblem[]) => {
    problems = found;
  });
  thread.once('error', reject);
  thread.once('exit', (code) => {
    if (problems) resolve(problems);
    else reject(new Error(`the thread that read ${filling.file} ended with ${code}`));
  });
  return promise;
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
      file === readApart ? fillApart(filling) : fillStaging(database.$client, filling, giveWay),
    );
    if (problems.length > 0 && !atFirst.includes(phase)) {
      throw changedExport(problems.map(({ message }) => message).join('; '));
    }
    return { problems };
  };
}
