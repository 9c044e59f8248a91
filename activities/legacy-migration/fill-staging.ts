import type postgres from 'postgres';
import type { RowSink } from '../../db/copy.ts';
import { openCopyText } from '../../db/copy-text.ts';
import { type Filled, stageRows } from '../../db/queries/migration/staging.ts';
import type { FileProblem } from '../../domain/migration/batch.ts';
import type { ExportFile } from '../../domain/migration/export-file.ts';
import { openRecollection } from '../../domain/migration/recollection.ts';
import { openCertificateWindow } from '../../gateways/legacy-export/certificate-window.ts';
import { readExportFile } from '../../gateways/legacy-export/read-file.ts';
import type { GiveWay } from './give-way.ts';
import type { ReadBatch } from './of-batch.ts';
import { type Known, lineWriter } from './staged-lines.ts';

const bytesAtOnce = 256 * 1024;
/** After so much work it is asked whether to give way. */
const stretchMs = 500;

/** A file to be read into its staging table, and where that is. */
export type Filling = {
  databaseUrl: string;
  batch: Pick<ReadBatch, 'number' | 'directory' | 'manifest'>;
  file: ExportFile;
};

/** Fills a file's staging table anew; with a problem nothing of it counts as staged. */
export async function fillStaging(
  sql: postgres.Sql,
  { batch, file }: Pick<Filling, 'batch' | 'file'>,
  giveWay: GiveWay,
): Promise<FileProblem[]> {
  const problems: FileProblem[] = [];
  await stageRows(sql, batch.number, file, async (sink) => {
    const { found, ...filled } = await copyFile(batch, file, resting(sink, giveWay));
    problems.push(...found);
    return found.length > 0 ? null : filled;
  });
  return problems;
}

/** A sink that gives way between stretches of work. */
function resting(sink: RowSink, giveWay: GiveWay): RowSink {
  let began = performance.now();
  return async (rows) => {
    await sink(rows);
    const worked = performance.now() - began;
    if (worked < stretchMs) return;
    await giveWay(worked);
    began = performance.now();
  };
}

type Copied = Filled & { found: FileProblem[] };

async function copyFile(batch: Filling['batch'], file: ExportFile, sink: RowSink): Promise<Copied> {
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
  { directory, manifest }: Filling['batch'],
  file: ExportFile,
  known: Known,
  sink: RowSink,
  onward: () => Promise<void> = async () => {},
): Promise<FileProblem[]> {
  const write = lineWriter(file, known);
  const out = openCopyText(bytesAtOnce);
  const found = await readExportFile(directory, file, manifest.files[file], async (chunk, from) => {
    await onward();
    for (let at = from; at < chunk.count; at += 1) write.record(chunk, at, out);
    if (out.isFull()) await sink(out.take());
  });
  await sink(out.take());
  return found;
}
