import { createHash } from 'node:crypto';
import { lstat, readFile } from 'node:fs/promises';
import path from 'node:path';
import { exportFiles, largestManifest } from '../../domain/migration/export-file.ts';
import { commandFailure, EXIT } from '../exit-code.ts';
import type { Progress } from './progress.ts';
import { sendFile } from './send-file.ts';
import type { Service } from './service.ts';
import { uploadDocuments } from './upload-documents.ts';

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

/** Puts an export and its documents among the imports of the service. Gives its name there. */
export async function uploadExport(
  service: Service,
  folder: string,
  progress: Progress,
): Promise<string> {
  const files = await filesIn(folder);
  const source = await sourceOf(folder, files);
  const address = `/migration-sources/${source}`;
  const { files: there } = await service.get<{ files: Local[] }>(address);
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  for (const { name } of files) {
    const arrived = there.find((one) => one.name === name)?.bytes ?? 0;
    const file = { file: path.join(folder, name), address: `${address}/files/${name}`, arrived };
    await sendFile(service, file, (bytes) => {
      done += bytes;
      progress.show('Sending the export', [{ name: 'bytes', done, total }]);
    });
  }
  await uploadDocuments(service, { folder, address }, progress);
  return source;
}
