import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { oneAfterAnother } from '../../document/one-after-another.ts';
import type { ImageResult, ImageTask } from './image-task.ts';

const workMs = 20_000;
const heapMegabytes = 256;
const program = fileURLToPath(new URL('./image-process.ts', import.meta.url));
const inTurn = oneAfterAnother();

const gaveUp: ImageResult = {
  outcome: 'refused',
  reason: 'It takes too long to read, or breaks the program that reads it.',
};

async function carryOut(task: ImageTask): Promise<ImageResult> {
  const child = fork(program, [], {
    env: {},
    execArgv: [`--max-old-space-size=${heapMegabytes}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const over = new AbortController();
  child.once('exit', () => over.abort());
  child.once('error', () => over.abort());
  try {
    const signal = AbortSignal.any([over.signal, AbortSignal.timeout(workMs)]);
    child.send(task);
    const [result] = await once(child, 'message', { signal });
    return result;
  } catch {
    return gaveUp;
  } finally {
    child.kill('SIGKILL');
  }
}

/**
 * Works on a picture in a process of its own, without any secret of ours in its surroundings: a
 * hostile file may crash or hang the decoder, and harms nothing else. One picture at a time.
 */
export function workOnImage(task: ImageTask): Promise<ImageResult> {
  return inTurn('image', () => carryOut(task));
}
