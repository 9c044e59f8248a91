import { createHash } from 'node:crypto';
import type { ExportFile } from '../../domain/migration/export-file.ts';
import { openExportFile } from './open-file.ts';
import { type ExportRecord, readRecords } from './records.ts';

/**
 * Reads a file's records as `readRecords` does, and tells what it was: rows and SHA-256. null: it is
 * not there any more.
 */
export async function readExportFile(
  directory: string,
  name: ExportFile,
  take: (record: ExportRecord) => void,
  pause: () => Promise<void>,
): Promise<{ rows: number; sha256: string } | null> {
  const file = await openExportFile(directory, name);
  if (typeof file === 'string') return null;
  const hash = createHash('sha256');
  try {
    const { rows } = await readRecords(file, take, pause, (bytes) => hash.update(bytes));
    return { rows, sha256: hash.digest('hex') };
  } finally {
    await file.close();
  }
}
