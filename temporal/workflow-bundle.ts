import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { WorkflowBundle } from '@temporalio/worker';

const bundling = fileURLToPath(new URL('./bundling.ts', import.meta.url));

/**
 * Bundles the workflows that a module exports, for a worker. In a process of its own, which ends: the
 * bundler takes 200 MB, which a thread would leave to the worker for all its life.
 */
export async function bundleWorkflows(workflows: URL): Promise<WorkflowBundle> {
  const child = fork(bundling, [fileURLToPath(workflows)]);
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`The workflows could not be bundled: exit code ${code}.`);
  });
  const [bundle] = await Promise.race([once(child, 'message'), failed]);
  failed.catch(() => {});
  child.disconnect();
  return bundle;
}
