import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

export type Tool = 'qpdf' | 'pdfsig' | 'pyhanko' | 'verapdf' | 'zbarimg' | 'pdftoppm' | 'pdftotext';

/** Where set-up found the tool, or PATH has it; null where this machine has none. */
export function toolPath(tool: Tool): string | null {
  return recorded()[tool] ?? onPath(tool);
}

function recorded(): Partial<Record<Tool, string>> {
  const file = join(import.meta.dirname, '../../.cache/tools.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

function onPath(tool: Tool): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, tool)).find(existsSync) ?? null;
}

export type Verdict = { code: number; output: string };

/** Runs a validator that exists here; its exit code and what it printed. */
export async function runTool(tool: Tool, ...options: string[]): Promise<Verdict> {
  const path = toolPath(tool);
  if (!path) throw new Error(`${tool} is not on this machine`);
  try {
    const { stdout, stderr } = await promisify(execFile)(path, options, { maxBuffer: 2 ** 26 });
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: `${stdout}${stderr}` };
  }
}
