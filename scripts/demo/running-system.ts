import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { allParts, startStack } from '../stack/stack.ts';

export type RunningSystem = { api: string; dataDir: string; stop: () => Promise<void> };

/** The system that runs on this data folder already, or one of our own for the while. */
export async function runningSystem(
  dataDir: string,
  say: (line: string) => void,
): Promise<RunningSystem> {
  const api = await answeringApi(dataDir);
  if (api) return { api, dataDir, stop: async () => {} };
  say('No system runs here: starting one for the while.');
  const stack = await startStack({ dataDir, durable: true, parts: allParts, ports: 'usual', say });
  return { api: stack.addresses.api, dataDir, stop: stack.stop };
}

async function answeringApi(dataDir: string): Promise<string | null> {
  const file = path.join(dataDir, 'ports.json');
  if (!existsSync(file)) return null;
  const ports = JSON.parse(await readFile(file, 'utf8')) as { api: number };
  const api = `http://127.0.0.1:${ports.api}`;
  try {
    const answer = await fetch(`${api}/readyz`, { signal: AbortSignal.timeout(3000) });
    return answer.ok ? api : null;
  } catch {
    return null;
  }
}
