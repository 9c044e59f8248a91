import { NativeConnection, Worker } from '@temporalio/worker';
import { readWorkerEnv } from '../../env.ts';
import { encryptingDataConverter } from '../../temporal/data-converter.ts';
import { readPayloadKeys } from '../../temporal/payload-keys.ts';
import { bundleWorkflows } from '../../temporal/workflow-bundle.ts';
import { bareTaskQueue } from './bare-contract.ts';

const activities = {
  nothing: async ({
    revision,
  }: { applicationId: string; revision: number } & Record<string, unknown>) => ({
    stage: 'under-review',
    revision: revision + 1,
  }),
};
export type BareActivities = typeof activities;

if (import.meta.main) {
  const env = readWorkerEnv();
  const worker = await Worker.create({
    connection: await NativeConnection.connect({ address: env.TEMPORAL_ADDRESS }),
    namespace: env.TEMPORAL_NAMESPACE,
    taskQueue: bareTaskQueue,
    workflowBundle: await bundleWorkflows(new URL('./bare-workflow.ts', import.meta.url)),
    activities,
    dataConverter: encryptingDataConverter(await readPayloadKeys(env.ECOO_SECRETS_DIR)),
    maxCachedWorkflows: 300,
  });
  console.log(JSON.stringify({ ready: true }));
  await worker.run();
}
