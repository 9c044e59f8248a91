import { createHash } from 'node:crypto';
import { lstat } from 'node:fs/promises';
import path from 'node:path';
import {
  type DocumentRefusal,
  documentFolder,
  documentList,
  type ListedDocument,
  largestDocument,
  largestList,
} from '../../domain/migration/legacy-document.ts';
import { openExportFile } from './open-file.ts';

/** What an export's list of documents holds, entry by entry, and its hash; null: the export has none. */
export type DocumentListRead =
  | { outcome: 'read'; entries: unknown[]; sha256: string }
  | { outcome: 'none' }
  | { outcome: 'unreadable'; message: string };

const unreadable = (message: string): DocumentListRead => ({
  outcome: 'unreadable',
  message: `${documentFolder}/${documentList} ${message}`,
});

const folderOf = (directory: string) => path.join(directory, documentFolder);

/** Reads the list of the documents that came with an export. */
export async function readDocumentList(directory: string): Promise<DocumentListRead> {
  const folder = await lstat(folderOf(directory)).catch(() => null);
  if (folder === null) return { outcome: 'none' };
  if (!folder.isDirectory()) return unreadable('is in no plain folder');
  const file = await openExportFile(folderOf(directory), documentList);
  if (typeof file === 'string') return unreadable('is missing, or no plain file');
  try {
    const { size } = await file.stat();
    if (size > largestList) return unreadable(`is larger than ${largestList} bytes`);
    const bytes = await file.readFile();
    const entries: unknown = JSON.parse(bytes.toString('utf8'));
    if (!Array.isArray(entries)) return unreadable('is no list');
    return { outcome: 'read', entries, sha256: createHash('sha256').update(bytes).digest('hex') };
  } catch {
    return unreadable('is no JSON');
  } finally {
    await file.close();
  }
}

type Read =
  | { bytes: Buffer; refusal: null }
  | { bytes: null; refusal: DocumentRefusal; detail: string };

const refuse = (refusal: DocumentRefusal, detail: string): Read => ({
  bytes: null,
  refusal,
  detail,
});

/** Reads a document that the list names, when it is the one that the list means. */
export async function readDocument(
  directory: string,
  { name, sha256 }: ListedDocument,
): Promise<Read> {
  const file = await openExportFile(folderOf(directory), name);
  if (file === 'file-missing') return refuse(file, 'It is not in the folder.');
  if (typeof file === 'string') return refuse(file, 'It is a link, or no plain file.');
  try {
    const { size } = await file.stat();
    if (size > largestDocument) return refuse('too-large', `It has ${size} bytes; 10 MB are most.`);
    const bytes = Buffer.alloc(size);
    const { bytesRead } = await file.read(bytes, 0, size, 0);
    const found = createHash('sha256').update(bytes.subarray(0, bytesRead)).digest('hex');
    if (found !== sha256) return refuse('hash-differs', `Its SHA-256 is ${found}.`);
    return { bytes, refusal: null };
  } finally {
    await file.close();
  }
}
