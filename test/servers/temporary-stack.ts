import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Part } from '../../scripts/stack/crew.ts';
import { lockDataDir } from '../../scripts/stack/data-lock.ts';
import { removeCluster } from '../../scripts/stack/postgres-cluster.ts';
import { endLeftovers } from '../../scripts/stack/process-register.ts';
import { type Stack, startStack } from '../../scripts/stack/stack.ts';

const prefix = 'ecoo-test-';

/** A stack on data that lives as long as the tests; also clears up after runs that were killed. */
export async function startTemporaryStack(
  parts: readonly Part[],
): Promise<{ stack: Stack; remove: () => Promise<void> }> {
  await sweep();
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), prefix));
  // PostgreSQL runs as another user when the tests run as root, and must pass through.
  if (process.getuid?.() === 0) fs.chmodSync(dataDir, 0o711);
  const stack = await startStack({ dataDir, durable: false, parts, ports: 'any' }).catch(
    (error) => {
      remove(dataDir);
      throw error;
    },
  );
  return {
    stack,
    remove: async () => {
      await stack.stop();
      remove(dataDir);
    },
  };
}

function remove(dataDir: string): void {
  removeCluster(dataDir);
  fs.rmSync(dataDir, { recursive: true, force: true });
}

/** Ends and removes the stacks of test runs that were themselves killed. */
async function sweep(): Promise<void> {
  for (const name of fs.readdirSync(os.tmpdir())) {
    const dataDir = path.join(os.tmpdir(), name);
    if (!name.startsWith(prefix) || !fs.existsSync(path.join(dataDir, 'launcher.lock'))) continue;
    try {
      const unlock = lockDataDir(dataDir);
      await endLeftovers(dataDir);
      unlock();
      remove(dataDir);
    } catch {
      // It belongs to a run that goes on beside this one, or to another user.
    }
  }
}
