import { lstat, opendir } from 'node:fs/promises';
import path from 'node:path';
import {
  documentFolder,
  documentList,
  documentName,
  largestDocument,
  largestList,
} from '../../domain/migration/legacy-document.ts';
import type { Progress } from './progress.ts';
import { sendFile } from './send-file.ts';
import type { Service } from './service.ts';

type There = { documents: { name: string; bytes: number }[]; next: string | null };

const atOnce = 4;

/** The sizes of the documents that lie with a source already, by name. */
async function sizesThere(service: Service, address: string): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  for (let after: string | null = ''; after !== null; ) {
    const query: string = `limit=10000&after=${encodeURIComponent(after)}`;
    const page: There = await service.get<There>(`${address}/documents?${query}`);
    for (const { name, bytes } of page.documents) sizes.set(name, bytes);
    after = page.next;
  }
  return sizes;
}

/** Plain files alone, and none that would be refused for its name or its size anyway. */
async function* filesIn(folder: string): AsyncGenerator<{ name: string; bytes: number }> {
  const isThere = (await lstat(folder).catch(() => null))?.isDirectory() ?? false;
  if (!isThere) return;
  for await (const entry of await opendir(folder)) {
    if (!entry.isFile() || !documentName.test(entry.name)) continue;
    const { size: bytes } = await lstat(path.join(folder, entry.name));
    if (bytes <= Math.max(largestDocument, largestList)) yield { name: entry.name, bytes };
  }
}

/**
 * Sends the scans and old PDFs that lie in the export's `documents/`, with their list. One that is
 * there with as many bytes is not sent again: its hash is asked for when it is taken.
 */
export async function uploadDocuments(
  service: Service,
  { folder, address }: { folder: string; address: string },
  progress: Progress,
): Promise<void> {
  const documents = path.join(folder, documentFolder);
  const there = await sizesThere(service, address);
  const files = filesIn(documents);
  let done = 0;
  const sendSome = async () => {
    for await (const { name, bytes } of files) {
      const arrived = there.get(name) ?? 0;
      if (name === documentList || arrived !== bytes) {
        const place = `${address}/documents/${encodeURIComponent(name)}`;
        const file = path.join(documents, name);
        await sendFile(service, { file, address: place, arrived }, () => {});
      }
      done += 1;
      progress.show('Sending the documents', [{ name: 'documents', done, total: null }]);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, sendSome));
}
