import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { dataDirectory, serviceAddress } from '../env.ts';
import { commandFailure, EXIT } from '../exit-code.ts';
import type { ServicePlace } from './session.ts';

/** What starts the whole system where this is a working copy; an image has none of it. */
const workingCopy = path.join(import.meta.dirname, '../..');
const launcher = path.join(workingCopy, 'scripts/start.ts');
const setUp = path.join(workingCopy, 'scripts/setup.mjs');

/** The address that ECOO_API_URL names, or that of the system started on this data folder. */
function addressNow(dataDir: string): string | null {
  const named = serviceAddress();
  if (named) return named;
  try {
    const { api } = JSON.parse(readFileSync(path.join(dataDir, 'ports.json'), 'utf8'));
    return `http://127.0.0.1:${api}`;
  } catch {
    return null;
  }
}

async function isReady(api: string): Promise<boolean> {
  try {
    const answer = await fetch(`${api}/readyz`, { signal: AbortSignal.timeout(3000) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

/** Runs a program of the working copy; it ends in order with this command, however that ends. */
function launch(program: string, args: string[]): ChildProcess {
  return spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    // Ctrl-C is for this command, which then ends the other one in order.
    detached: true,
  });
}

const endOf = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => {
    child.once('exit', (code) => resolve(code));
    child.once('error', () => resolve(1));
  });

/**
 * The service that runs already, or one of our own for the while; end it by `stop`. Throws a
 * CommandFailure where none answers and none can be started.
 */
export async function runningService(
  say: (line: string) => void,
): Promise<ServicePlace & { stop: () => Promise<void> }> {
  const dataDir = dataDirectory();
  const known = addressNow(dataDir);
  if (known && (await isReady(known))) return { api: known, dataDir, stop: async () => {} };
  if (serviceAddress() || !existsSync(launcher)) {
    const words = `No service answers at ${known ?? 'any address'}. Set ECOO_API_URL to it.`;
    throw commandFailure(EXIT.serviceAway, words);
  }
  say('No system runs here: starting one for the while.');
  if ((await endOf(launch(setUp, []))) !== 0) {
    throw commandFailure(EXIT.serviceAway, 'The system could not be set up. Run: npm run doctor');
  }
  const child = launch(launcher, ['--with-parent']);
  let over = false;
  const ended = endOf(child).then(() => {
    over = true;
  });
  for (;;) {
    const api = addressNow(dataDir);
    if (over) throw commandFailure(EXIT.serviceAway, 'The system could not be started.');
    if (api && (await isReady(api))) {
      const stop = async () => {
        child.kill('SIGTERM');
        await ended;
      };
      return { api, dataDir, stop };
    }
    await pause(200);
  }
}
