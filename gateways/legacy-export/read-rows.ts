import type { ExportFile } from '../../domain/migration/export-file.ts';
import { openExportFile } from './open-file.ts';
import { fromLatin1 } from './windows-1252.ts';

/** Reads rows of a file by their places; null where the file is not there any more, or is shorter. */
export async function readRows(
  directory: string,
  name: ExportFile,
  places: readonly { offset: number; length: number }[],
): Promise<string[] | null> {
  const file = await openExportFile(directory, name);
  if (typeof file === 'string') return null;
  try {
    const rows: string[] = [];
    for (const { offset, length } of places) {
      const buffer = Buffer.alloc(length);
      const { bytesRead } = await file.read(buffer, 0, length, offset);
      if (bytesRead < length) return null;
      rows.push(fromLatin1(buffer.toString('latin1')));
    }
    return rows;
  } finally {
    await file.close();
  }
}
