import { constants } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, readdir } from 'node:fs/promises';
import path from 'node:path';
import { documentFolder } from '../domain/migration/legacy-document.ts';

/** A file of an export with its size so far. */
export type ArrivedFile = { name: string; bytes: number };

/** One page of the documents that lie with an export, by name; `next`: where another page begins. */
export type DocumentsThere = { documents: ArrivedFile[]; next: string | null };

/** An export in the folder of imports. */
export type Source = { name: string; files: ArrivedFile[] };

/** `missing`: bytes before this part have not come; `arrived` says how many have. */
export type PartKept = { outcome: 'kept' | 'missing'; arrived: number };

export type ImportFolder = {
  /** The exports that lie there, by name. */
  list: () => Promise<string[]>;
  /** null where there is no such folder; what only leads elsewhere is none. */
  find: (name: string) => Promise<Source | null>;
  /** The folder of a source, absolute. */
  directoryOf: (name: string) => string;
  /**
   * Keeps a part of a file at its place. What is there already, equal, is not touched, since somebody
   * may be reading it; of another file nothing is left from that place on. An empty part ends the file
   * there. Makes the folder of a new source.
   */
  keepPart: (name: string, file: string, at: number, bytes: Buffer) => Promise<PartKept>;
  /** The same of a document that comes along. */
  keepDocument: (name: string, file: string, at: number, bytes: Buffer) => Promise<PartKept>;
  /** The documents that lie with a source, by name, those after `after`. */
  documents: (name: string, page: { after: string; limit: number }) => Promise<DocumentsThere>;
};

/** A plain folder name, so that no name leads out of the folder of imports. */
export const sourceName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

function checked(name: string): string {
  if (!sourceName.test(name)) throw new Error('a source is named by a plain folder name');
  return name;
}

/** Whether these bytes stand at that place of a file. */
async function holds(handle: FileHandle, at: number, bytes: Buffer): Promise<boolean> {
  const there = Buffer.allocUnsafe(bytes.length);
  for (let done = 0; done < bytes.length; ) {
    const { bytesRead } = await handle.read(there, done, bytes.length - done, at + done);
    if (bytesRead === 0) return false;
    done += bytesRead;
  }
  return there.equals(bytes);
}

async function keepIn(
  directory: string,
  file: string,
  at: number,
  bytes: Buffer,
): Promise<PartKept> {
  const flags = constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW;
  const handle = await open(path.join(directory, path.basename(file)), flags, 0o600);
  try {
    const arrived = (await handle.stat()).size;
    if (at > arrived) return { outcome: 'missing', arrived };
    const end = at + bytes.length;
    if (bytes.length > 0 && (await holds(handle, at, bytes))) {
      return { outcome: 'kept', arrived: end };
    }
    for (let done = 0; done < bytes.length; ) {
      done += (await handle.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
    }
    if (arrived > end) await handle.truncate(end);
    return { outcome: 'kept', arrived: end };
  } finally {
    await handle.close();
  }
}

/** The folder in which exports to be brought over lie, each in a folder of its own. */
export function createImportFolder(base: string): ImportFolder {
  const directoryOf = (name: string) => path.join(base, checked(name));
  const isFolder = async (place: string) =>
    (await lstat(place).catch(() => null))?.isDirectory() ?? false;

  async function namesIn(directory: string): Promise<string[]> {
    const entries = await readdir(directory, { withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return files.map(({ name }) => name).toSorted((one, other) => (one < other ? -1 : 1));
  }

  const sized = (directory: string, names: readonly string[]): Promise<ArrivedFile[]> =>
    Promise.all(
      names.map(async (name) => {
        const { size } = await lstat(path.join(directory, name));
        return { name, bytes: size };
      }),
    );

  /** The folder itself, made where it is new; a link in its place is none. */
  async function made(directory: string): Promise<string> {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    if (await isFolder(directory)) return directory;
    throw new Error(`${path.basename(directory)} is no folder of its own`);
  }

  return {
    directoryOf,
    async list() {
      if (!(await isFolder(base))) return [];
      const entries = await readdir(base, { withFileTypes: true });
      const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
      return folders.filter((name) => sourceName.test(name)).toSorted();
    },
    async find(name) {
      const directory = directoryOf(name);
      if (!(await isFolder(directory))) return null;
      return { name, files: await sized(directory, await namesIn(directory)) };
    },
    keepPart: async (name, file, at, bytes) =>
      keepIn(await made(directoryOf(name)), file, at, bytes),
    async keepDocument(name, file, at, bytes) {
      const source = await made(directoryOf(name));
      return keepIn(await made(path.join(source, documentFolder)), file, at, bytes);
    },
    async documents(name, { after, limit }) {
      const folder = path.join(directoryOf(name), documentFolder);
      const isThere = (await isFolder(directoryOf(name))) && (await isFolder(folder));
      const names = isThere ? (await namesIn(folder)).filter((one) => one > after) : [];
      const shown = names.slice(0, limit);
      const next = names.length > limit ? (shown.at(-1) ?? null) : null;
      return { documents: await sized(folder, shown), next };
    },
  };
}
