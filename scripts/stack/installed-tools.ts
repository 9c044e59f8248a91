import fs from 'node:fs';
import path from 'node:path';
import { projectDir } from '../env.ts';

/** Written by scripts/setup.mjs: for each tool it found or fetched, the path of its program. */
const toolsFile = path.join(projectDir, '.cache/tools.json');

/** The path of a tool that set-up found; undefined when it could not be had on this machine. */
export function findTool(name: string): string | undefined {
  if (!fs.existsSync(toolsFile)) {
    throw new Error('This clone is not set up yet. Run node scripts/setup.mjs first.');
  }
  return JSON.parse(fs.readFileSync(toolsFile, 'utf8'))[name];
}

/** The path of a tool that nothing works without. Throws, with the fix, when it is missing. */
export function installedTool(name: string): string {
  const found = findTool(name);
  if (found !== undefined && fs.existsSync(found)) return found;
  throw new Error(`${name} is not installed. Run node scripts/setup.mjs, which tells why.`);
}
