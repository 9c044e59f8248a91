import { createHash, randomUUID } from 'node:crypto';
import { access, type FileHandle, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gatewayUnavailable } from './unavailable.ts';

export type StoredFile = { outcome: 'found'; bytes: Buffer } | { outcome: 'unknown' };

/**
 * Files by the SHA-256 of their content, in lower-case hex: what is put once is never changed.
 * Throws GatewayUnavailable when the medium fails, or when what it holds is damaged.
 */
export type Storage = {
  /** Returns once the bytes are safe on disk. The same content twice is one file, one key. */
  put: (content: Uint8Array | AsyncIterable<Uint8Array>) => Promise<string>;
  /** Reads and checks against the key: a file that changed on disk is not handed out. */
  get: (key: string) => Promise<StoredFile>;
  has: (key: string) => Promise<boolean>;
};

/** Waits for the disk; its failures are the storage's, while a broken source stream's are not. */
async function disk<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw gatewayUnavailable('storage', 'the folder cannot be read or written', { cause });
  }
}

const isMissing = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** The same, with null for a file that is not there. */
async function ifThere<T>(work: Promise<T>): Promise<T | null> {
  return disk(work.catch((error) => (isMissing(error) ? null : Promise.reject(error))));
}

/** Without this a crash just after the rename could lose the name, though not the bytes. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}

/** Work in a folder that is made when it is found missing, which is nearly never. */
async function within<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isMissing(error)) throw error;
    if ((await mkdir(folder, { recursive: true })) !== undefined) await syncFolder(dirname(folder));
    return work();
  }
}

/** Writes content to an open file, safe on disk, and returns its SHA-256. */
async function fill(file: FileHandle, content: AsyncIterable<Uint8Array> | Uint8Array[]) {
  const hash = createHash('sha256');
  for await (const chunk of content) {
    hash.update(chunk);
    await disk(file.writeFile(chunk));
  }
  await disk(file.sync());
  return hash.digest('hex');
}

/** Storage in a folder of the local file system. Several processes may share the folder. */
export function createFileStorage(folder: string): Storage {
  const unfinishedFolder = join(folder, 'unfinished');

  function homeOf(key: string): string {
    if (!/^[0-9a-f]{64}$/.test(key)) throw new Error('Not a storage key');
    return join(folder, key.slice(0, 2));
  }

  async function settle(unfinished: string, key: string): Promise<void> {
    const home = homeOf(key);
    await within(home, () => rename(unfinished, join(home, key)));
    await syncFolder(home);
  }

  async function put(content: Uint8Array | AsyncIterable<Uint8Array>): Promise<string> {
    const unfinished = join(unfinishedFolder, randomUUID());
    const file = await disk(within(unfinishedFolder, () => open(unfinished, 'wx')));
    try {
      const chunks = content instanceof Uint8Array ? [content] : content;
      const key = await fill(file, chunks).finally(() => file.close());
      await disk(settle(unfinished, key));
      return key;
    } catch (error) {
      await disk(rm(unfinished, { force: true }));
      throw error;
    }
  }

  async function get(key: string): Promise<StoredFile> {
    const bytes = await ifThere(readFile(join(homeOf(key), key)));
    if (bytes === null) return { outcome: 'unknown' };
    if (createHash('sha256').update(bytes).digest('hex') === key)
      return { outcome: 'found', bytes };
    throw gatewayUnavailable('storage', `${key} is damaged; restore it from a backup`);
  }

  async function has(key: string): Promise<boolean> {
    return (await ifThere(access(join(homeOf(key), key)).then(() => true))) ?? false;
  }

  return { put, get, has };
}
