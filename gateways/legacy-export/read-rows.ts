import type { ExportFile } from '../../domain/migration/export-file.ts';
import { openExportFile } from './open-file.ts';
import { fromLatin1 } from './windows-1252.ts';

type Place = { offset: number; length: number };

const chunkBytes = 256 * 1024;

/**
 * Reads rows of a file by their places; null where the file is not there any more, or is shorter. Rows
 * that stand close to each other, one behind the other, are read at once.
 */
export async function readRows(
  directory: string,
  name: ExportFile,
  places: readonly Place[],
): Promise<string[] | null> {
  const file = await openExportFile(directory, name);
  if (typeof file === 'string') return null;
  try {
    const rows: string[] = [];
    let bytes = Buffer.allocUnsafe(chunkBytes);
    let [begin, end] = [0, 0];
    for (const { offset, length } of places) {
      if (offset < begin || offset + length > end) {
        if (length > bytes.length) bytes = Buffer.allocUnsafe(length);
        const { bytesRead } = await file.read(bytes, 0, bytes.length, offset);
        [begin, end] = [offset, offset + bytesRead];
      }
      if (offset + length > end) return null;
      rows.push(fromLatin1(bytes.toString('latin1', offset - begin, offset - begin + length)));
    }
    return rows;
  } finally {
    await file.close();
  }
}
