import type { FileHandle } from 'node:fs/promises';
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
    let chunk: { begin: number; bytes: Buffer } = { begin: 0, bytes: Buffer.alloc(0) };
    for (const { offset, length } of places) {
      const isWithin = offset >= chunk.begin && offset + length <= chunk.begin + chunk.bytes.length;
      if (!isWithin) chunk = { begin: offset, bytes: await readFrom(file, offset, length) };
      const at = offset - chunk.begin;
      if (at + length > chunk.bytes.length) return null;
      rows.push(fromLatin1(chunk.bytes.toString('latin1', at, at + length)));
    }
    return rows;
  } finally {
    await file.close();
  }
}

async function readFrom(file: FileHandle, offset: number, atLeast: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(Math.max(atLeast, chunkBytes));
  const { bytesRead } = await file.read(buffer, 0, buffer.length, offset);
  return buffer.subarray(0, bytesRead);
}
