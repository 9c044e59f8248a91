import { setTimeout as delay } from 'node:timers/promises';
import type postgres from 'postgres';
import { countTransactions, noteGivingWay } from '../../db/queries/migration/give-way.ts';

/** A system that nobody uses has some ten, with a migration or without one. */
const atWorkPerSecond = 25;
const lookEveryMs = 3_000;
/** So many times as long as it has worked it rests. */
const restFactor = 6;
const longestRestMs = 20_000;

/** Called now and then, with what was worked since; resolves when work may go on. */
export type GiveWay = (workedMs: number) => Promise<void>;

/**
 * Lets whoever else uses the database come first: while somebody does, a migration works a seventh of
 * the time. All that call the same one rest together.
 */
export function openGivingWay(sql: postgres.Sql): GiveWay {
  let seen: { at: number; transactions: number } | null = null;
  let looking: Promise<void> | null = null;
  let [areOthersAtWork, restUntil] = [false, 0];

  async function look(): Promise<void> {
    const before = seen;
    if (before && performance.now() - before.at < lookEveryMs) return;
    const transactions = await countTransactions(sql);
    const at = performance.now();
    seen = { at, transactions };
    if (!before) return;
    const perSecond = ((transactions - before.transactions) * 1000) / (at - before.at);
    areOthersAtWork = perSecond > atWorkPerSecond;
    await noteGivingWay(sql, areOthersAtWork);
  }

  return async (workedMs) => {
    if (performance.now() >= restUntil) {
      looking ??= look().finally(() => {
        looking = null;
      });
      await looking;
      if (!areOthersAtWork) return;
      const restMs = Math.min(longestRestMs, restFactor * workedMs);
      restUntil = Math.max(restUntil, performance.now() + restMs);
    }
    // A timer may be up to a millisecond early.
    await delay(restUntil - performance.now() + 1);
  };
}
