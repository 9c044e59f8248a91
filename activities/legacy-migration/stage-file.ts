import type { RowSink } from '../../db/copy.ts';
import type { Database } from '../../db/database.ts';
import { setPhase } from '../../db/queries/migration/batch.ts';
import { type Filled, stageRows } from '../../db/queries/migration/staging.ts';
import type { FileProblem } from '../../domain/migration/batch.ts';
import type { ExportFile } from '../../domain/migration/export-file.ts';
import { openRecollection } from '../../domain/migration/recollection.ts';
import { openCertificateWindow } from '../../gateways/legacy-export/certificate-window.ts';
import { readExportFile } from '../../gateways/legacy-export/read-file.ts';
import type { OfBatch } from '../../workflows/legacy-migration/contract.ts';
import { batchOf, beating, changedExport, type ReadBatch } from './of-batch.ts';
import { type Known, lineWriter } from './staged-lines.ts';

const textAtOnce = 64 * 1024;

/** Phases in which nothing of a batch was loaded: a file that cannot be imported ends it. */
const atFirst = ['opened', 'staging', 'refused'];

/**
 * Reads one file into its staging table and holds it against the manifest; repeated, it begins anew.
 * With a problem nothing of it counts as staged. Throws ExportChanged once rows were loaded.
 */
export function createStageFile({ database }: { database: Database }) {
  return async function stageFile(
    input: OfBatch & { file: ExportFile },
  ): Promise<{ problems: FileProblem[] }> {
    const { file } = input;
    const batch = await batchOf(database, input.batchId);
    if (batch.phase === 'opened') await setPhase(database, input.batchId, 'staging');
    const problems: FileProblem[] = [];
    await beating(() =>
      stageRows(database, batch.number, file, async (sink) => {
        const { found, ...filled } = await copyFile(batch, file, sink);
        problems.push(...found);
        return found.length > 0 ? null : filled;
      }),
    );
    if (problems.length > 0 && !atFirst.includes(batch.phase)) {
      throw changedExport(problems.map(({ message }) => message).join('; '));
    }
    return { problems };
  };
}

type Copied = Filled & { found: FileProblem[] };

async function copyFile(batch: ReadBatch, file: ExportFile, sink: RowSink): Promise<Copied> {
  const { files } = batch.manifest;
  const certificates = files['certificates.psv'].rows;
  if (file !== 'items.psv') {
    const mayRepeat = openRecollection(file === 'certificates.psv' ? certificates : 0);
    const found = await copyLines(batch, file, { mayRepeat, find: () => null }, sink);
    return { found, rows: files[file].rows, itemless: [] };
  }
  const window = await openCertificateWindow(batch.directory, certificates);
  try {
    const known = { mayRepeat: () => true, find: window.find };
    const found = await copyLines(batch, file, known, sink, window.advance);
    return { found, rows: files[file].rows, itemless: await window.end() };
  } finally {
    await window.close();
  }
}

async function copyLines(
  { directory, manifest }: ReadBatch,
  file: ExportFile,
  known: Known,
  sink: RowSink,
  onward: () => Promise<void> = async () => {},
): Promise<FileProblem[]> {
  const write = lineWriter(file, known);
  let text = '';
  const found = await readExportFile(directory, file, manifest.files[file], async (rows) => {
    await onward();
    for (const row of rows) text += write(row);
    if (text.length < textAtOnce) return;
    const full = text;
    text = '';
    await sink(full);
  });
  if (text !== '') await sink(text);
  return found;
}
