import { createHash } from 'node:crypto';
import type { FileProblem } from '../../domain/migration/batch.ts';
import {
  type ExportFile,
  exportFiles,
  largestManifest,
  type Manifest,
  type ManifestEntry,
} from '../../domain/migration/export-file.ts';
import { openExportFile } from './open-file.ts';

const file = 'manifest.json';
const invalid = (message: string): { problems: FileProblem[] } => ({
  problems: [{ file, problem: 'manifest-invalid', message: `${file}: ${message}` }],
});

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function entryOf(value: unknown): ManifestEntry | null {
  if (!isObject(value)) return null;
  const { rows, sha256 } = value;
  const isHash = typeof sha256 === 'string' && /^[0-9a-f]{64}$/i.test(sha256);
  const isCount = Number.isSafeInteger(rows) && (rows as number) >= 0;
  return isHash && isCount ? { rows: rows as number, sha256: sha256.toLowerCase() } : null;
}

/** Reads what a manifest says; it names the six files and no other, so that no name leads elsewhere. */
export function parseManifest(text: string): { manifest: Manifest } | { problems: FileProblem[] } {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return invalid('it is no JSON');
  }
  if (!isObject(given) || !isObject(given.files)) return invalid('it names no files');
  const named = Object.keys(given.files);
  const stranger = named.find((name) => !exportFiles.includes(name as ExportFile));
  if (stranger !== undefined) {
    return invalid(
      `it names ${JSON.stringify(stranger.slice(0, 100))}, which is no file of an export`,
    );
  }
  const files: Partial<Record<ExportFile, ManifestEntry>> = {};
  for (const name of exportFiles) {
    const entry = entryOf(given.files[name]);
    if (!entry) return invalid(`of ${name} it does not say rows and SHA-256`);
    files[name] = entry;
  }
  const [source, cutOff] = [given.source, given.cutOff].map((value) =>
    typeof value === 'string' ? value.slice(0, 200) : '',
  );
  return {
    manifest: {
      source: source ?? '',
      cutOff: cutOff ?? '',
      files: files as Record<ExportFile, ManifestEntry>,
    },
  };
}

/** Reads an export's manifest. */
export async function readManifest(
  directory: string,
): Promise<{ manifest: Manifest } | { problems: FileProblem[] }> {
  const opened = await openExportFile(directory, file);
  if (opened === 'file-missing') {
    const message = `${file}: there is none in ${directory}`;
    return { problems: [{ file, problem: 'manifest-missing', message }] };
  }
  if (opened === 'not-a-plain-file') return invalid('it is no plain file');
  try {
    const { size } = await opened.stat();
    if (size > largestManifest) return invalid(`it is larger than ${largestManifest} bytes`);
    return parseManifest(await opened.readFile('utf8'));
  } finally {
    await opened.close();
  }
}

/** Which export it is: the hash of names, rows and hashes of its files, hex. */
export const exportSha256 = ({ files }: Manifest): string => {
  const hash = createHash('sha256');
  for (const name of exportFiles)
    hash.update(`${name} ${files[name].rows} ${files[name].sha256}\n`);
  return hash.digest('hex');
};
