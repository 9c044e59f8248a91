import { randomUUID } from 'node:crypto';
import { Client, Connection, WithStartWorkflowOperation } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { afterAll, inject, vi } from 'vitest';
import type { Activities } from '../../activities/activities.ts';
import { registerNamespace } from '../../scripts/stack/temporal-namespace.ts';
import { encryptingDataConverter } from '../../temporal/data-converter.ts';
import * as contract from '../../workflows/case/contract.ts';
import { cooApplicationId, cooApplicationName } from '../../workflows/coo-application/contract.ts';
import { searchAttributes } from '../../workflows/search-attributes.ts';
import { testPayloadKeys } from '../payload-keys.ts';

/** The encryption of the tests' workers, clients and replays. */
export const testDataConverter = encryptingDataConverter(testPayloadKeys);

/** The bundle of all workflows, made once for the tests of all files. */
export const caseWorkflows = () => ({ codePath: inject('workflowBundle') });

/** A namespace of the test file's own, for what is sent to the product's task queue. */
export async function ownNamespace(prefix: string): Promise<string> {
  const namespace = `${prefix}-${randomUUID()}`;
  // The server's own parts learn of a new namespace one after another.
  await vi.waitFor(
    () => registerNamespace(inject('temporalAddress'), namespace, searchAttributes),
    { timeout: 30_000, interval: 500 },
  );
  return namespace;
}

/**
 * A client of a namespace, and workers there by `work`, which run until the file is done. Call it at
 * the top of a test file.
 */
export async function connectEngine(namespace = inject('temporalNamespace')) {
  const address = inject('temporalAddress');
  const connection = await Connection.connect({ address });
  const native = await NativeConnection.connect({ address });
  afterAll(async () => {
    await native.close();
    await connection.close();
  });
  const client = new Client({ connection, namespace, dataConverter: testDataConverter });
  const createWorker = (taskQueue: string, activities: Partial<Activities>) =>
    Worker.create({
      connection: native,
      namespace,
      taskQueue,
      activities,
      workflowBundle: caseWorkflows(),
      dataConverter: testDataConverter,
    });
  async function work(taskQueue: string, activities: Partial<Activities>): Promise<void> {
    const worker = await createWorker(taskQueue, activities);
    const running = worker.run();
    afterAll(async () => {
      worker.shutdown();
      await running;
    });
  }
  return { client, createWorker, work };
}

/**
 * A worker of the case workflow on its own task queue, with scripted activities in place of those
 * that act on the world, and a client: for what the workflow itself promises about its messages.
 */
export async function startCaseWorker(activities: Partial<Activities>) {
  const taskQueue = `test-${randomUUID()}`;
  const { client, work } = await connectEngine();
  await work(taskQueue, activities);

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
