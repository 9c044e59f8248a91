import type { Database } from '../../db/database.ts';
import {
  type BatchRow,
  findBatch,
  findBatchAtWork,
  findBatchOf,
  insertBatch,
} from '../../db/queries/migration/batch.ts';
import { exportSha256, readManifest } from '../../gateways/legacy-export/manifest.ts';
import type { NewBatch, Opened } from '../../workflows/legacy-migration/contract.ts';

/** Enters the batch with its manifest; asked again, the same answer. No file is read yet. */
export function createOpenBatch({ database }: { database: Database }) {
  return async function openBatch(input: NewBatch): Promise<Opened> {
    const { batchId: id, directory, dryRun, startedBy } = input;
    const before = await findBatch(database, id);
    if (before) return openedBefore(before);
    const row = { id, directory, dryRun, startedBy };
    const read = await readManifest(directory);
    if ('problems' in read) {
      await insertBatch(database, { ...row, phase: 'refused', problems: read.problems });
      return { outcome: 'refused', problems: read.problems };
    }
    const { manifest } = read;
    const sha256 = exportSha256(manifest);
    const isEntered = await insertBatch(database, {
      ...{ ...row, manifest, exportSha256: sha256, phase: 'opened' },
    });
    if (isEntered) return { outcome: 'opened' };
    const own = await findBatch(database, id);
    if (own) return openedBefore(own);
    const same = dryRun ? null : await findBatchOf(database, sha256);
    if (same) return { outcome: 'known', batchId: same.id, phase: same.phase };
    const other = await findBatchAtWork(database);
    // Neither: the one that was in the way has just ended.
    return other ? { outcome: 'busy', batchId: other.id } : openBatch(input);
  };
}

const openedBefore = ({ phase, problems }: BatchRow): Opened =>
  phase === 'refused' ? { outcome: 'refused', problems: problems ?? [] } : { outcome: 'opened' };
