import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';

/** Why a file is not opened. */
export type Unopened = 'file-missing' | 'not-a-plain-file';

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;

/**
 * Opens a file of an export. Links are not followed, and what is no plain file is not opened: a
 * folder that is handed in leads nowhere else. `name` is a plain one.
 */
export async function openExportFile(
  directory: string,
  name: string,
): Promise<FileHandle | Unopened> {
  let file: FileHandle;
  try {
    // Without O_NONBLOCK a pipe in the place of a file would hold the worker up for ever.
    const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
    file = await open(path.join(directory, name), flags);
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return 'file-missing';
    if (codeOf(error) === 'ELOOP' || codeOf(error) === 'ENXIO') return 'not-a-plain-file';
    throw error;
  }
  const isPlain = await file.stat().then((stat) => stat.isFile());
  if (isPlain) return file;
  await file.close();
  return 'not-a-plain-file';
}
