import { parentPort, workerData } from 'node:worker_threads';
import { objectionToPdf } from './pdf-policy.ts';

parentPort?.postMessage(await objectionToPdf(workerData));
