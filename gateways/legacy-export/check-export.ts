import type { FileFault, FileProblem } from '../../domain/migration/batch.ts';
import {
  type ExportFile,
  exportColumns,
  exportFiles,
  type Manifest,
  type ManifestEntry,
} from '../../domain/migration/export-file.ts';
import { inspectFile, readHeader } from './inspect.ts';
import { openExportFile } from './open-file.ts';

const unopened = {
  'file-missing': 'it is not in the folder',
  'not-a-plain-file': 'it is a link, or no plain file',
};

async function problemsOf(
  directory: string,
  name: ExportFile,
  expected: ManifestEntry,
  onward: () => void,
): Promise<FileProblem[]> {
  const problem = (fault: FileFault, message: string): FileProblem[] => [
    { file: name, problem: fault, message: `${name}: ${message}` },
  ];
  const file = await openExportFile(directory, name);
  if (typeof file === 'string') return problem(file, unopened[file]);
  try {
    const found = await inspectFile(file, onward);
    if (found.fault) return problem(found.fault.problem, found.fault.message);
    const { rows, sha256 } = found;
    const columns = exportColumns[name].join('|');
    const isHeader = (await readHeader(file)) === columns;
    return [
      ...(isHeader ? [] : problem('header-wrong', `its first line is not ${columns}`)),
      ...(rows === expected.rows
        ? []
        : problem('rows-differ', `it has ${rows} rows, the manifest says ${expected.rows}`)),
      ...(sha256 === expected.sha256
        ? []
        : problem(
            'hash-differs',
            `its SHA-256 is ${sha256}, the manifest says ${expected.sha256}`,
          )),
    ];
  } finally {
    await file.close();
  }
}

/** Everything for which an export cannot be imported: its files one after the other, each read once. */
export async function checkExport(
  directory: string,
  { files }: Manifest,
  onward: () => void,
): Promise<FileProblem[]> {
  const problems: FileProblem[] = [];
  for (const name of exportFiles) {
    problems.push(...(await problemsOf(directory, name, files[name], onward)));
  }
  return problems;
}
