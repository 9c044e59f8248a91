import { parentPort } from 'node:worker_threads';
import { type Trust, verifyCertificatePdf } from '../../document/verify.ts';

parentPort?.postMessage('ready');
parentPort?.on('message', ({ pdf, trust }: { pdf: Uint8Array; trust: Trust }) => {
  parentPort?.postMessage(verifyCertificatePdf(pdf, trust));
});
