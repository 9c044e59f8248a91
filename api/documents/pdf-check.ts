import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { oneAfterAnother } from '../one-after-another.ts';

const parseMs = 5_000;
const inTurn = oneAfterAnother();
let thread: Worker | null = null;

async function readyThread(): Promise<Worker> {
  if (thread) return thread;
  const started = new Worker(new URL('./pdf-policy-thread.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  });
  started.once('exit', () => {
    if (thread === started) thread = null;
  });
  await once(started, 'online');
  thread = started;
  return started;
}

async function judge(bytes: Uint8Array): Promise<string | null> {
  const judging = await readyThread();
  judging.ref();
  try {
    const signal = AbortSignal.timeout(parseMs);
    judging.postMessage(bytes);
    const [objection] = await once(judging, 'message', { signal });
    return objection;
  } catch {
    await judging.terminate();
    return 'takes too long to read, or too much memory';
  } finally {
    judging.unref();
  }
}

/**
 * The PDF policy, asked in a thread of its own that is ended when it takes too long: a small file
 * may unfold into a very large one, and must hold up nobody else's request. One file at a time.
 */
export function pdfObjection(bytes: Uint8Array): Promise<string | null> {
  return inTurn('pdf', () => judge(bytes));
}
