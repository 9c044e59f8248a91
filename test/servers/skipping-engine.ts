import { randomUUID } from 'node:crypto';
import { activityInfo } from '@temporalio/activity';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import type { Activities } from '../../activities/activities.ts';
import { installedTool } from '../../scripts/stack/installed-tools.ts';
import { lowBalanceName } from '../../workflows/low-balance/contract.ts';
import { searchAttributes } from '../../workflows/search-attributes.ts';
import { caseWorkflows, testDataConverter } from './case-worker.ts';

/** What the engine's clock said when the activity that asks was due, in milliseconds since 1970. */
export const engineTime = () => activityInfo().currentAttemptScheduledTimestampMs;

/** Temporal's number for a search attribute that is a keyword (IndexedValueType). */
const keyword = 2;

/** For starts that carry an update: a busy machine gets a minute for each task. */
export const unhurried = { workflowTaskTimeout: '1 minute' } as const;

/**
 * Temporal's test server, which skips to the next timer while a result is waited for, with a worker
 * that runs scripted activities. Its clock is one for all runs: use it in one file, one test at a time.
 */
export async function startSkippingEngine(activities: Partial<Activities>) {
  // What is away fails hundreds of times in these tests, and each failure would be told.
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const path = installedTool('temporal-test-server');
  const environment = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path } },
    client: { dataConverter: testDataConverter },
  });
  const { client, connection, nativeConnection } = environment;
  await connection.operatorService.addSearchAttributes({
    namespace: 'default',
    searchAttributes: Object.fromEntries(searchAttributes.map(({ name }) => [name, keyword])),
  });
  const taskQueue = `test-${randomUUID()}`;
  const worker = await Worker.create({
    connection: nativeConnection,
    namespace: 'default',
    taskQueue,
    activities: { findLowBalances: async () => ({ falls: [] }), ...activities },
    workflowBundle: caseWorkflows(),
    dataConverter: testDataConverter,
  });
  const running = worker.run();
  // The first task of a worker takes longest. Were it an update's, and timed out, this server would
  // not deliver it again.
  const first = { workflowId: taskQueue, taskQueue };
  await client.workflow.execute(lowBalanceName, { ...first, ...unhurried });
  return {
    client,
    taskQueue,
    /** The engine's clock, in milliseconds since 1970. */
    now: () => environment.currentTimeMs(),
    /** Lets so many milliseconds pass, and what falls due in them happen. */
    pass: (ms: number) => environment.sleep(ms),
    async stop(): Promise<void> {
      worker.shutdown();
      await running;
      await environment.teardown();
    },
  };
}
