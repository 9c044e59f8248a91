import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { projectDir, surroundings } from '../env.ts';

/** Starts one of the bench's own programs; resolves with what its ready line says. */
export async function startChild<Ready>(
  program: string,
  env: Record<string, string>,
): Promise<{ child: ChildProcess; ready: Ready }> {
  const child = spawn(process.execPath, [path.join(projectDir, program)], {
    env: { ...surroundings(), ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ready = await new Promise<Ready>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      if (line.includes('"ready"')) resolve(JSON.parse(line) as Ready);
    });
    child.once('exit', () => reject(new Error(`${program} ended before it was ready`)));
  });
  return { child, ready };
}
