import { parentPort, workerData } from 'node:worker_threads';
import { bundleWorkflowCode } from '@temporalio/worker';
import { failureConverterPath } from './data-converter.ts';

// The program of the thread that `bundleWorkflows` starts.
parentPort?.postMessage(
  await bundleWorkflowCode({ workflowsPath: workerData, failureConverterPath }),
);
