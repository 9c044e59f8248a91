import { createHash } from 'node:crypto';
import { lstat, open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { exportFiles, largestManifest } from '../../domain/migration/export-file.ts';
import { commandFailure, EXIT } from '../exit-code.ts';
import type { Progress } from './progress.ts';
import type { Service } from './service.ts';

const partBytes = 8 * 1024 * 1024;
const manifestName = 'manifest.json';

type Local = { name: string; bytes: number };

/** The files of the export in a folder, with their sizes; what is missing the service will say. */
async function filesIn(folder: string): Promise<Local[]> {
  const found: Local[] = [];
  for (const name of [...exportFiles, manifestName]) {
    const file = await lstat(path.join(folder, name)).catch(() => null);
    if (file?.isFile()) found.push({ name, bytes: file.size });
  }
  if (found.length > 0) return found;
  throw commandFailure(EXIT.usage, `${folder} holds no export: no ${manifestName}, no .psv files.`);
}

/** What the export is called among the imports: the same one always the same. */
async function sourceOf(folder: string, files: readonly Local[]): Promise<string> {
  const manifest = files.find(({ name }) => name === manifestName);
  const readable = manifest && manifest.bytes <= largestManifest;
  const text = readable ? await readFile(path.join(folder, manifestName)) : Buffer.from(folder);
  return `export-${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
}

/**
 * Puts an export among the imports of the service, part by part, so that memory stays flat and what
 * was broken off goes on. Gives its name there.
 */
export async function uploadExport(
  service: Service,
  folder: string,
  progress: Progress,
): Promise<string> {
  const files = await filesIn(folder);
  const source = await sourceOf(folder, files);
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const part = Buffer.allocUnsafe(partBytes);
  let sent = 0;
  for (const { name } of files) {
    const address = `/migration-sources/${source}/files/${name}`;
    const handle = await open(path.join(folder, name));
    try {
      for (let at = 0; ; ) {
        const { bytesRead } = await handle.read(part, 0, partBytes, at);
        if (bytesRead === 0 && at > 0) break;
        await service.putBytes(`${address}?at=${at}`, part.subarray(0, bytesRead));
        at += bytesRead;
        sent += bytesRead;
        progress.show('Sending the export', [{ name: 'bytes', done: sent, total }]);
        if (bytesRead < partBytes) break;
      }
    } finally {
      await handle.close();
    }
  }
  return source;
}
