import type postgres from 'postgres';
import { countTransactions, noteGivingWay } from '../../db/queries/migration/give-way.ts';

/** A system that nobody uses has some ten, with a migration or without one. */
const atWorkPerSecond = 25;
const lookEveryMs = 3_000;
/** So many times as long as it has worked it rests: nineteen of twenty that others ask for meet it at rest. */
const restFactor = 24;

/** Called now and then, with what was worked since; resolves when work may go on. Throws when it is to end. */
export type GiveWay = (workedMs: number) => Promise<void>;

/** Waits so many milliseconds; throws when the work is to end. */
type Wait = (ms: number) => Promise<unknown>;

/**
 * Lets whoever else uses the database come first: while somebody does, a migration works a twenty-fifth of
 * the time. All that call the same one rest together, and no longer than the others are at work.
 */
export function openGivingWay(sql: postgres.Sql, wait: Wait): GiveWay {
  let seen: { at: number; transactions: number } | null = null;
  let looking: Promise<void> | null = null;
  let [wasBusy, areOthersAtWork, restUntil] = [false, false, 0];

  async function count(): Promise<void> {
    const before = seen;
    if (before && performance.now() - before.at < lookEveryMs) return;
    const transactions = await countTransactions(sql);
    const at = performance.now();
    seen = { at, transactions };
    if (!before) return;
    const perSecond = ((transactions - before.transactions) * 1000) / (at - before.at);
    const isBusy = perSecond > atWorkPerSecond;
    // What is seen once may be a start, or a pause for breath.
    if (isBusy === wasBusy) areOthersAtWork = isBusy;
    wasBusy = isBusy;
    if (!areOthersAtWork) restUntil = 0;
    await noteGivingWay(sql, areOthersAtWork);
  }

  async function look(): Promise<void> {
    looking ??= count().finally(() => {
      looking = null;
    });
    await looking;
  }

  return async (workedMs) => {
    await wait(0);
    await look();
    const now = performance.now();
    if (areOthersAtWork && now >= restUntil) restUntil = now + restFactor * workedMs;
    while (performance.now() < restUntil) {
      const left = restUntil - performance.now();
      // A timer may be up to a millisecond early.
      await wait(Math.min(lookEveryMs, left) + 1);
      await look();
    }
  };
}
