import { createHash } from 'node:crypto';
import type { FileFault, FileProblem } from '../../domain/migration/batch.ts';
import {
  type ExportFile,
  exportColumns,
  type ManifestEntry,
} from '../../domain/migration/export-file.ts';
import type { ReadFault } from './encoding.ts';
import { openExportFile } from './open-file.ts';
import { type RecordChunk, readRecords, recordAt } from './records.ts';

const unopened = {
  'file-missing': 'it is not in the folder',
  'not-a-plain-file': 'it is a link, or no plain file',
};

/**
 * Reads a file through once and gives `take` its rows after the header, in order, a chunk at a time: the
 * records of it `from` one on. Then tells everything for which it cannot be imported: what it is held against is its manifest. Memory
 * stays at a chunk.
 */
export async function readExportFile(
  directory: string,
  name: ExportFile,
  expected: ManifestEntry,
  take: (chunk: RecordChunk, from: number) => Promise<void>,
): Promise<FileProblem[]> {
  const problem = (fault: FileFault, message: string): FileProblem[] => [
    { file: name, problem: fault, message: `${name}: ${message}` },
  ];
  const file = await openExportFile(directory, name);
  if (typeof file === 'string') return problem(file, unopened[file]);
  const hash = createHash('sha256');
  let [header, rows]: [string | null, number] = [null, 0];
  let fault: ReadFault | null;
  try {
    const records = readRecords(file, (bytes) => hash.update(bytes));
    let next = await records.next();
    for (; !next.done; next = await records.next()) {
      const chunk = next.value;
      if (chunk.count === 0) continue;
      const from = header === null ? 1 : 0;
      header ??= recordAt(chunk, 0).text;
      rows += chunk.count - from;
      await take(chunk, from);
    }
    fault = next.value;
  } finally {
    await file.close();
  }
  if (fault) return problem(fault.problem, fault.message);
  const columns = exportColumns[name].join('|');
  const sha256 = hash.digest('hex');
  return [
    ...(header === columns ? [] : problem('header-wrong', `its first line is not ${columns}`)),
    ...(rows === expected.rows
      ? []
      : problem('rows-differ', `it has ${rows} rows, the manifest says ${expected.rows}`)),
    ...(sha256 === expected.sha256
      ? []
      : problem('hash-differs', `its SHA-256 is ${sha256}, the manifest says ${expected.sha256}`)),
  ];
}
