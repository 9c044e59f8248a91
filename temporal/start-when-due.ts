import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';

/** A workflow without input that is run whenever there is something for it to do. */
export type Demand = {
  workflow: string;
  workflowId: string;
  taskQueue: string;
  everyMs: number;
  /** After a run was begun: what comes due meanwhile, the next takes together. */
  restMs: number;
  isDue: () => Promise<boolean>;
  /** Told of the first failure in a row: whoever is away is asked again anyway. */
  onFailure: (error: unknown) => void;
};

/**
 * Looks every `everyMs` whether something is due, and starts the workflow unless it runs already;
 * from several workers at once too. After a start it rests. Gives what ends the looking.
 */
export function startWhenDue(client: Client, demand: Demand): () => Promise<void> {
  const { workflow, workflowId, taskQueue, everyMs, restMs, isDue, onFailure } = demand;
  const end = new AbortController();
  const start = () =>
    client.workflow.start(workflow, {
      workflowId,
      taskQueue,
      args: [],
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
  async function look(): Promise<void> {
    let failing = false;
    while (!end.signal.aborted) {
      let waitMs = everyMs;
      try {
        if (await isDue()) {
          await start();
          waitMs = restMs;
        }
        failing = false;
      } catch (error) {
        if (!failing) onFailure(error);
        failing = true;
      }
      await pause(waitMs, undefined, { signal: end.signal }).catch(() => {});
    }
  }
  const looking = look();
  return async () => {
    end.abort();
    await looking;
  };
}
