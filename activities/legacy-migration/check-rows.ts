import type { Database } from '../../db/database.ts';
import { enterPhase } from '../../db/queries/migration/batch.ts';
import { checkStagedRows } from '../../db/queries/migration/check/check-rows.ts';
import { keepRaw, listUnread } from '../../db/queries/migration/raw-rows.ts';
import { type ExportFile, exportFiles } from '../../domain/migration/export-file.ts';
import { readRows } from '../../gateways/legacy-export/read-rows.ts';
import type { OfBatch } from '../../workflows/legacy-migration/contract.ts';
import type { GiveWay } from './give-way.ts';
import { batchOf, beating, changedExport, lostStaging, type ReadBatch } from './of-batch.ts';

const rowsAtOnce = 5_000;

/**
 * Decides on every staged row, then reads the text of those refused; repeated, it decides anew. Throws
 * StagingLost, ExportChanged.
 */
export function createCheckRows({ database, giveWay }: { database: Database; giveWay: GiveWay }) {
  return async function checkRows({ batchId }: OfBatch): Promise<void> {
    const batch = await batchOf(database, batchId);
    await beating(async () => {
      // An attempt that was given up may come late: a batch that is being loaded stays so.
      await enterPhase(database, batchId, 'checking', ['opened', 'staging', 'checked']);
      const began = performance.now();
      const outcome = await checkStagedRows(database, batchId);
      if (outcome === 'staging-lost') throw lostStaging('not all files are staged');
      await Promise.all(exportFiles.map((file) => readRefused(database, batch, file)));
      await giveWay(performance.now() - began);
    });
  };
}

async function readRefused(
  database: Database,
  { number, directory }: ReadBatch,
  file: ExportFile,
): Promise<void> {
  for (let after = 0; ; ) {
    const places = await listUnread(database, number, file, { after, limit: rowsAtOnce });
    if (places.length === 0) return;
    const rows = await readRows(directory, file, places);
    if (!rows) throw changedExport(`${file} is not any more the file that was staged`);
    const read = places.map(({ line }, at) => ({ line, raw: rows[at] ?? '' }));
    await keepRaw(database, number, file, read);
    after = places.at(-1)?.line ?? after;
  }
}
