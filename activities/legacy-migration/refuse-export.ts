import type { Database } from '../../db/database.ts';
import { setPhase } from '../../db/queries/migration/batch.ts';
import type { FileProblem } from '../../domain/migration/batch.ts';
import type { OfBatch } from '../../workflows/legacy-migration/contract.ts';

/** Ends a batch whose files cannot be imported, with all that is wrong with them. */
export function createRefuseExport({ database }: { database: Database }) {
  return async function refuseExport(input: OfBatch & { problems: FileProblem[] }): Promise<void> {
    await setPhase(database, input.batchId, 'refused', input.problems);
  };
}
