import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker as Thread } from 'node:worker_threads';
import type { WorkflowBundle } from '@temporalio/worker';

/**
 * Bundles the workflows that a module exports, for a worker. In a thread of its own, which ends: the
 * bundler leaves 20 MB behind, and every garbage collection of the worker's life would walk them.
 */
export async function bundleWorkflows(workflows: URL): Promise<WorkflowBundle> {
  const thread = new Thread(new URL('./bundling.ts', import.meta.url), {
    workerData: fileURLToPath(workflows),
  });
  const [bundle] = await once(thread, 'message');
  return bundle;
}
