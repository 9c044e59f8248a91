import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const projectDir = fileURLToPath(new URL('../..', import.meta.url));

/** What set-up found for this clone. */
export const localCacheDir = path.join(projectDir, '.cache');

/** Where fetched tools are kept for all clones of a user, or of this clone where that fails. */
export const cacheDir = writableCache();

function writableCache() {
  const shared = path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'ecoo');
  try {
    fs.mkdirSync(shared, { recursive: true });
    fs.accessSync(shared, fs.constants.W_OK);
    return shared;
  } catch {
    fs.mkdirSync(localCacheDir, { recursive: true });
    return localCacheDir;
  }
}

/** Set-up's own links to what it found; what is found there says nothing of where it is. */
const links = path.join(localCacheDir, 'bin');

/** The path of a program on PATH; undefined when there is none. */
export function onPath(program) {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const others = folders.filter((folder) => path.resolve(folder) !== links);
  return others.map((folder) => path.resolve(folder, program)).find(isProgram);
}

/** Whether a path names a file that this user may run. */
export function isProgram(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/** True where system packages may be installed: as root on a Debian or a child of it. */
export const mayInstallPackages = process.getuid?.() === 0 && onPath('apt-get') !== undefined;
