import type { Database } from '../../db/database.ts';
import { deriveBatchLineage } from '../../db/queries/migration/lineage.ts';
import { loadLines, planRanges, type Range } from '../../db/queries/migration/load.ts';
import type { ExportFile } from '../../domain/migration/export-file.ts';
import type { ChunkLoaded, LoadShard, OfBatch } from '../../workflows/legacy-migration/contract.ts';
import type { GiveWay } from './give-way.ts';
import { batchOf, beating, lostStaging } from './of-batch.ts';

/** Files whose rows need nothing of each other are loaded at the same time. */
const order: readonly (readonly ExportFile[])[] = [
  ['offices.psv', 'exporters.psv', 'wallets.psv'],
  ['certificates.psv', 'items.psv', 'wallet_txns.psv'],
];

/**
 * Two ranges of the same table wait for each other at its end and in its indexes, so that ranges of
 * certificates come beside ranges of items, of which two take as long as one.
 */
const turn = ({ file, shard }: Range): number =>
  file === 'items.psv' ? Math.floor(shard / 2) + 0.5 : shard;

/** Plans the load, once. Throws StagingLost. */
export function createPlanLoad({ database }: { database: Database }) {
  return async function planLoad({ batchId, shards }: OfBatch & { shards: number }) {
    const ranges = await planRanges(database, batchId, shards);
    if (!ranges) throw lostStaging('not all files are staged');
    const isFilled = ({ from, to }: Range) => from < to;
    const filled = ranges.filter(isFilled).toSorted((one, other) => turn(one) - turn(other));
    const steps = order.map((files) => filled.filter(({ file }) => files.includes(file)));
    return { steps: steps.filter((step) => step.length > 0) };
  };
}

/** Loads a shard's next lines; where the cursor stands counts, not what the caller thinks. Throws StagingLost. */
export function createLoadChunk({ database, giveWay }: { database: Database; giveWay: GiveWay }) {
  return async function loadChunk({
    batchId,
    shard,
    limit,
  }: OfBatch & { shard: LoadShard; limit: number }): Promise<ChunkLoaded> {
    const chunk = await beating(async () => {
      const began = performance.now();
      const loaded = await loadLines(database, batchId, shard, limit);
      await giveWay(performance.now() - began);
      return loaded;
    });
    if (!chunk) throw lostStaging('not all files are staged');
    return chunk;
  };
}

/** Marks what is superseded within the batch; repeated, there is nothing left to mark. */
export function createDeriveLineage({ database }: { database: Database }) {
  return async function deriveLineage({ batchId }: OfBatch): Promise<{ superseded: number }> {
    const batch = await batchOf(database, batchId);
    return { superseded: await beating(() => deriveBatchLineage(database, batch)) };
  };
}
