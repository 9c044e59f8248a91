import { randomUUID } from 'node:crypto';
import { expect, inject, test } from 'vitest';
import { connectEngine } from '../test/servers/case-worker.ts';
import { workerPolls } from './worker-health.ts';

const address = inject('temporalAddress');
const namespace = inject('temporalNamespace');

test('a worker is well while it asks for work, and nobody is where none ever asked', async () => {
  const taskQueue = `health-${randomUUID()}`;
  expect(await workerPolls({ address, namespace, taskQueue })).toBe(false);

  const { createWorker } = await connectEngine();
  const worker = await createWorker(taskQueue, {});
  await worker.runUntil(async () => {
    await expect.poll(() => workerPolls({ address, namespace, taskQueue })).toBe(true);
  });
});

test('a server that does not answer is no good news', async () => {
  const asked = { address: '127.0.0.1:9', namespace, taskQueue: 'none' };
  await expect(workerPolls(asked)).rejects.toThrow();
});
