import type { RowSink } from '../../db/copy.ts';
import type { Database } from '../../db/database.ts';
import { setPhase } from '../../db/queries/migration/batch.ts';
import { stagedLine, stageRows } from '../../db/queries/migration/staging.ts';
import type { ExportFile, ManifestEntry } from '../../domain/migration/export-file.ts';
import { stagings } from '../../domain/migration/staging.ts';
import { readExportFile } from '../../gateways/legacy-export/read-file.ts';
import type { OfBatch } from '../../workflows/legacy-migration/contract.ts';
import { batchOf, beating, changedExport } from './of-batch.ts';

const textAtOnce = 128 * 1024;

/** Reads one file into its staging table; repeated, it begins anew. Throws ExportChanged. */
export function createStageFile({ database }: { database: Database }) {
  return async function stageFile(input: OfBatch & { file: ExportFile }) {
    const { number, directory, manifest, phase } = await batchOf(database, input.batchId);
    if (phase === 'opened') await setPhase(database, input.batchId, 'staging');
    const { file } = input;
    const rows = await beating(() =>
      stageRows(database, number, file, (sink) =>
        copyFile({ directory, file, expected: manifest.files[file] }, sink),
      ),
    );
    return { rows };
  };
}

type Source = { directory: string; file: ExportFile; expected: ManifestEntry };

async function copyFile({ directory, file, expected }: Source, sink: RowSink): Promise<number> {
  const { read } = stagings[file];
  let text = '';
  const flush = async () => {
    const full = text;
    text = '';
    await sink(full);
  };
  const found = await readExportFile(
    directory,
    file,
    ({ fields, hasLetters, ...place }) => {
      text += stagedLine(place, read(fields, { repaired: hasLetters }));
    },
    async () => {
      if (text.length > textAtOnce) await flush();
    },
  );
  if (text !== '') await flush();
  if (found?.rows !== expected.rows || found.sha256 !== expected.sha256) {
    throw changedExport(`${file} is not any more the file that was checked`);
  }
  return found.rows;
}
