import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Client, Connection, WithStartWorkflowOperation } from '@temporalio/client';
import { bundleWorkflowCode, NativeConnection, Worker } from '@temporalio/worker';
import { afterAll, inject } from 'vitest';
import type { Activities } from '../activities/activities.ts';
import { encryptingDataConverter, failureConverterPath } from '../temporal/data-converter.ts';
import * as contract from '../workflows/case/contract.ts';
import { cooApplicationId, cooApplicationName } from '../workflows/coo-application/contract.ts';

const keys = { current: 'test', keys: new Map([['test', Buffer.alloc(32, 7)]]) };

/** The encryption of the tests' workers, clients and replays. */
export const testDataConverter = encryptingDataConverter(keys);

/** The workflow bundle that the worker runs, made once for a test file. */
export const bundleCaseWorkflows = () =>
  bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('../workflows/workflows.ts', import.meta.url)),
    failureConverterPath,
    logger: undefined,
  });

/**
 * A worker of the case workflow on its own task queue, with scripted activities in place of those
 * that act on the world, and a client: for what the workflow itself promises about its messages.
 */
export async function startCaseWorker(activities: Partial<Activities>) {
  const address = inject('temporalAddress');
  const namespace = inject('temporalNamespace');
  const taskQueue = `test-${randomUUID()}`;
  const connection = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue,
    activities,
    workflowBundle: await bundleCaseWorkflows(),
    dataConverter: testDataConverter,
  });
  const running = worker.run();
  const clientConnection = await Connection.connect({ address });
  const client = new Client({
    connection: clientConnection,
    namespace,
    dataConverter: testDataConverter,
  });
  afterAll(async () => {
    worker.shutdown();
    await running;
    await connection.close();
    await clientConnection.close();
  });

  /** Submits a case by Update-with-Start, as the API does. */
  function submit(applicationId: string, updateId: string = randomUUID()) {
    const by = { accountId: randomUUID(), role: 'exporter' as const };
    return client.workflow.executeUpdateWithStart(contract.submit, {
      args: [{ by, expectedRevision: 1, paymentMethod: 'wallet' }],
      updateId,
      startWorkflowOperation: new WithStartWorkflowOperation(cooApplicationName, {
        workflowId: cooApplicationId(applicationId),
        taskQueue,
        args: [{ applicationId }],
        workflowIdConflictPolicy: 'USE_EXISTING',
      }),
    });
  }
  const caseOf = (applicationId: string) =>
    client.workflow.getHandle(cooApplicationId(applicationId));
  return { client, taskQueue, submit, caseOf };
}
