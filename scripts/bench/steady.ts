import { setTimeout as delay } from 'node:timers/promises';

/**
 * Does something so many times a second, as long as `goesOn` says; gives how long each took in ms, from
 * when it was due: who waits in a queue waits too.
 */
export async function steadily(
  perSecond: number,
  goesOn: (index: number) => boolean,
  act: (index: number) => Promise<void>,
): Promise<number[]> {
  const waits: Promise<number>[] = [];
  const began = performance.now();
  for (let index = 0; goesOn(index); index += 1) {
    const due = began + (index * 1000) / perSecond;
    await delay(Math.max(0, due - performance.now()));
    waits.push(act(index).then(() => performance.now() - due));
  }
  return Promise.all(waits);
}
