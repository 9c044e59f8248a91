import { parentPort } from 'node:worker_threads';
import { objectionToPdf } from './pdf-policy.ts';

parentPort?.postMessage('ready');
parentPort?.on('message', async (bytes: Uint8Array) => {
  parentPort?.postMessage(await objectionToPdf(bytes));
});
