import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { oneAfterAnother } from './one-after-another.ts';

type Bounds = {
  /** How long one piece of work may take. */
  ms: number;
  /** Megabytes of memory that it may fill. */
  megabytes: number;
  /** How many may wait their turn; one more is given up at once. */
  waiting: number;
};

/**
 * Work on strangers' bytes in a thread of its own, one piece at a time, which is ended when it takes
 * too long or too much memory: a small file may unfold into a very large one, and must hold up nobody
 * else's request. The thread says one word when it has loaded, and then answers each message with
 * one; `given-up` where it could not.
 */
export function threadFor<Work, Outcome>(program: URL, { ms, megabytes, waiting }: Bounds) {
  const inTurn = oneAfterAnother();
  let thread: Worker | null = null;
  let queued = 0;

  async function readyThread(): Promise<Worker> {
    if (thread) return thread;
    const started = new Worker(program, {
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
    });
    started.once('exit', () => {
      if (thread === started) thread = null;
    });
    await once(started, 'message');
    thread = started;
    return started;
  }

  async function carryOut(work: Work): Promise<Outcome | 'given-up'> {
    const working = await readyThread();
    working.ref();
    try {
      const signal = AbortSignal.timeout(ms);
      working.postMessage(work);
      const [outcome] = await once(working, 'message', { signal });
      return outcome;
    } catch {
      await working.terminate();
      return 'given-up';
    } finally {
      working.unref();
    }
  }

  return async (work: Work): Promise<Outcome | 'given-up'> => {
    if (queued >= waiting) return 'given-up';
    queued += 1;
    try {
      return await inTurn('work', () => carryOut(work));
    } finally {
      queued -= 1;
    }
  };
}
