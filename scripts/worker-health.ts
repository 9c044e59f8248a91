import { hostname } from 'node:os';
import { Connection } from '@temporalio/client';
import { caseTaskQueue } from '../workflows/case/contract.ts';

/** A poll lasts a minute at most, so that a living worker is never unheard of for longer. */
const patienceMs = 3 * 60_000;
const taskQueueOfWorkflows = 1;

type Asked = { address: string; namespace: string; taskQueue: string };

/** Whether a worker on this machine, or in this container, has lately asked Temporal for work. */
export async function workerPolls({ address, namespace, taskQueue }: Asked): Promise<boolean> {
  const connection = await Connection.connect({ address, connectTimeout: 5_000 });
  try {
    const { pollers } = await connection.workflowService.describeTaskQueue({
      namespace,
      taskQueue: { name: taskQueue },
      taskQueueType: taskQueueOfWorkflows,
    });
    return (pollers ?? []).some(({ identity, lastAccessTime }) => {
      const heardAt = Number(lastAccessTime?.seconds ?? 0) * 1_000;
      return identity?.endsWith(`@${hostname()}`) && Date.now() - heardAt < patienceMs;
    });
  } finally {
    await connection.close();
  }
}

/** A worker's health check: `node scripts/worker-health.ts ADDRESS NAMESPACE [QUEUE]`, exit code 0 or 1. */
if (import.meta.main) {
  const [address = '', namespace = '', taskQueue = caseTaskQueue] = process.argv.slice(2);
  const asked = { address, namespace, taskQueue };
  const polls = await workerPolls(asked).catch((error) => {
    console.error(error.message);
    return false;
  });
  if (!polls) console.error(`No worker of ${hostname()} asks ${address} for work.`);
  process.exitCode = polls ? 0 : 1;
}
