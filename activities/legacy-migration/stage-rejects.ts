import type { RowSink } from '../../db/copy.ts';
import type { Database } from '../../db/database.ts';
import { beginRound, listOpenRows } from '../../db/queries/migration/round.ts';
import { type Filled, stageRows } from '../../db/queries/migration/staging.ts';
import { type ExportFile, exportFiles } from '../../domain/migration/export-file.ts';
import { recordOf } from '../../gateways/legacy-export/records.ts';
import type { OfBatch } from '../../workflows/legacy-migration/contract.ts';
import { batchOf, beating } from './of-batch.ts';
import { lineWriter } from './staged-lines.ts';

const rowsAtOnce = 1_000;

/**
 * Begins another round with every row that is still refused, as it was corrected or as it came; those
 * that went with it too. Repeated within the round, it stages what is not taken by then.
 */
export function createStageRejects({ database }: { database: Database }) {
  return function stageRejects({ batchId }: OfBatch): Promise<{ rows: number }> {
    return beating(async () => {
      const rows = await beginRound(database, batchId);
      if (rows === 0) return { rows };
      const { number } = await batchOf(database, batchId);
      for (const file of exportFiles) {
        await stageRows(database.$client, number, file, (sink) =>
          copyOpen(database, number, file, sink),
        );
      }
      return { rows };
    });
  };
}

async function copyOpen(
  database: Database,
  batch: number,
  file: ExportFile,
  sink: RowSink,
): Promise<Filled> {
  const { row } = lineWriter(file, { mayRepeat: () => true, find: () => null });
  let [copied, after] = [0, 0];
  for (;;) {
    const rows = await listOpenRows(database, batch, file, { after, limit: rowsAtOnce });
    if (rows.length === 0) return { rows: copied, itemless: [] };
    const lines = rows.map(({ line, text }) => {
      const { hasLetters } = recordOf(text);
      return row({ line, offset: null, length: null, text, hasLetters });
    });
    await sink(lines.join(''));
    copied += rows.length;
    after = rows.at(-1)?.line ?? after;
  }
}
