import fs from 'node:fs';
import path from 'node:path';
import { localCacheDir } from './places.mjs';

const file = path.join(localCacheDir, 'tools.json');

/** What an earlier set-up found: the path of each tool by its name. */
export function readTools() {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

/**
 * Keeps the path of each tool that was found, and a link to it in .cache/bin, so that tests
 * reach every tool by its plain name whatever place it came from.
 */
export function writeTools(tools) {
  const links = path.join(localCacheDir, 'bin');
  fs.rmSync(links, { recursive: true, force: true });
  fs.mkdirSync(links, { recursive: true });
  for (const [name, target] of Object.entries(tools)) {
    if (target) fs.symlinkSync(target, path.join(links, name));
  }
  const unfinished = `${file}.${process.pid}`;
  fs.writeFileSync(unfinished, `${JSON.stringify(tools, null, 2)}\n`);
  fs.renameSync(unfinished, file);
}
