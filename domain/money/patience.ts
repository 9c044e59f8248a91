/** How long a payment is asked about: pauses double from the first up to the longest. */
export type Patience = { firstPauseMs: number; longestPauseMs: number; lapseAfterMs: number };

/** After 1, 2, 4 … minutes, then every six hours; after three days no more. */
export const patience: Patience = {
  firstPauseMs: 60_000,
  longestPauseMs: 6 * 3_600_000,
  lapseAfterMs: 3 * 86_400_000,
};

/** The same pauses for a refund; after a week people are to look, and it is asked about once a day. */
export const refundPatience: Patience = { ...patience, lapseAfterMs: 7 * 86_400_000 };
