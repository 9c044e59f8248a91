import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export type Tool = 'qpdf' | 'pdfsig' | 'pyhanko' | 'verapdf' | 'zbarimg' | 'pdftoppm' | 'pdftotext';

export type Verdict = { code: number; output: string };

/** Runs a validator, found on the PATH that set-up made; its exit code and what it printed. */
export async function runTool(tool: Tool, ...options: string[]): Promise<Verdict> {
  try {
    const { stdout, stderr } = await promisify(execFile)(tool, options, { maxBuffer: 2 ** 26 });
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: `${stdout}${stderr}` };
  }
}
