import { writeFile } from 'node:fs/promises';
import os from 'node:os';
import { join } from 'node:path';
import { NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { createArchiveActivities } from './activities/legacy-archive/archive-activities.ts';
import { createMigrationActivities } from './activities/legacy-migration/create-migration-activities.ts';
import { openDatabase } from './db/database.ts';
import { readMigrationWorkerEnv } from './env.ts';
import { readQrKey } from './gateways/secrets.ts';
import { createFileStorage } from './gateways/storage.ts';
import { encryptingDataConverter } from './temporal/data-converter.ts';
import { readPayloadKeys } from './temporal/payload-keys.ts';
import { bundleWorkflows } from './temporal/workflow-bundle.ts';
import { migrationTaskQueue } from './workflows/legacy-migration/contract.ts';

/*
 * A migration has a process of its own, with a queue, slots and database connections of its own: it
 * keeps no case waiting, and what it takes of the machine can be bounded and seen by itself.
 */
const env = readMigrationWorkerEnv();
// Whoever waits for an answer comes first. Where Linux divides its time between sessions, one process's
// priority counts within its own alone: the session has to step back as a whole.
os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);
await writeFile('/proc/self/autogroup', String(os.constants.priority.PRIORITY_BELOW_NORMAL)).catch(
  () => {},
);
Runtime.install({ shutdownSignals: ['SIGTERM', 'SIGINT'] });
const [keys, qrKey, connection, workflowBundle] = await Promise.all([
  readPayloadKeys(env.ECOO_SECRETS_DIR),
  readQrKey(env.ECOO_SECRETS_DIR),
  NativeConnection.connect({ address: env.TEMPORAL_ADDRESS }),
  bundleWorkflows(new URL('./workflows/legacy-migration/workflows.ts', import.meta.url)),
]);
const database = openDatabase(env.DATABASE_URL, { max: 8 });
const storage = createFileStorage(join(env.ECOO_DATA_DIR, 'storage'));
const worker = await Worker.create({
  connection,
  namespace: env.TEMPORAL_NAMESPACE,
  workflowBundle,
  dataConverter: encryptingDataConverter(keys),
  taskQueue: migrationTaskQueue,
  activities: {
    ...createMigrationActivities({ database, databaseUrl: env.DATABASE_URL }),
    ...createArchiveActivities({ database, storage, qrKey }),
  },
  maxCachedWorkflows: 50,
  workflowThreadPoolSize: 1,
  maxConcurrentActivityTaskExecutions: 8,
  // A step that died with its worker is noticed within three of these.
  maxHeartbeatThrottleInterval: '2 seconds',
  // So long a run waits for the worker that had it when that one dies; the default is ten.
  stickyQueueScheduleToStartTimeout: '5 seconds',
  // A step that is cut off after this goes on at its cursor.
  shutdownGraceTime: '30 seconds',
  shutdownForceTime: '45 seconds',
});
console.log(JSON.stringify({ ready: true, taskQueue: migrationTaskQueue }));
await worker.run();
await database.$client.end();
await connection.close();
