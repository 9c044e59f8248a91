import type { Limit } from '../../db/queries/sign-in/rate-limit.ts';

/** A generous allowance for each network, counted without a word to the database. */
export type NetworkBudget = {
  /** Takes one; the seconds to wait where nothing was left, else null. */
  take: (network: string) => number | null;
  /** Whether the network's next one would be refused. */
  isSpent: (network: string) => boolean;
};

/**
 * So many `points` for each network in a stretch of `seconds`, which begins for all of them with the
 * first that asks after the last one has ended. Kept
 * in this process alone: verification must cost nothing but its look-up, and what is counted here
 * protects no secret. Several processes give the allowance once each.
 */
export function openNetworkBudget({ points, seconds }: Limit, now = Date.now): NetworkBudget {
  const used = new Map<string, number>();
  let ends = 0;

  function usedBy(network: string): number {
    if (now() >= ends) {
      used.clear();
      ends = now() + seconds * 1000;
    }
    return used.get(network) ?? 0;
  }

  return {
    take(network) {
      const before = usedBy(network);
      if (before >= points) return Math.max(1, Math.ceil((ends - now()) / 1000));
      used.set(network, before + 1);
      return null;
    },
    isSpent: (network) => usedBy(network) >= points,
  };
}
