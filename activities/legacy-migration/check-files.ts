import { heartbeat } from '@temporalio/activity';
import type { Database } from '../../db/database.ts';
import { setPhase } from '../../db/queries/migration/batch.ts';
import { checkExport } from '../../gateways/legacy-export/check-export.ts';
import type { FilesChecked, OfBatch } from '../../workflows/legacy-migration/contract.ts';
import { batchOf } from './of-batch.ts';

/** Reads the whole export against its manifest; what is wrong with it ends the batch. */
export function createCheckFiles({ database }: { database: Database }) {
  return async function checkFiles({ batchId }: OfBatch): Promise<FilesChecked> {
    const { directory, manifest, phase, problems } = await batchOf(database, batchId);
    if (phase === 'refused') return { outcome: 'refused', problems: problems ?? [] };
    const found = await checkExport(directory, manifest, () => heartbeat());
    if (found.length === 0) return { outcome: 'sound' };
    await setPhase(database, batchId, 'refused', found);
    return { outcome: 'refused', problems: found };
  };
}
