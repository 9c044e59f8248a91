/** A wallet's movements over a time, oldest first, as they are exported. */
export type Statement = {
  iec: string;
  office: { id: string; name: string };
  /** Plain dates, both included; null: from the beginning, until now. */
  from: string | null;
  to: string | null;
  /** ISO 8601 instant at which it was drawn up. */
  at: string;
  lines: readonly {
    at: string;
    kind: string;
    amountPaise: number;
    balancePaise: number;
    applicationId: string | null;
    certificateNumber: string | null;
    refundId: string | null;
  }[];
};

const wordings: Readonly<Record<string, string>> = {
  'gateway-receipt': 'Paid in by the gateway',
  'opening-balance': 'Balance brought over',
  'migration-acceptance': 'Balance brought over from the earlier platform',
  'hold-fee': 'Fee set aside',
  'take-fee': 'Fee taken',
  'return-fee': 'Fee given back',
  'hold-refund': 'Refund asked of the gateway',
  'return-refund': 'Refund that the gateway refused',
  'settle-difference': 'Payment found in the gateway’s settlement',
};

/** What a movement is called; a kind without a name of its own goes by its code. */
export const wordingOf = (kind: string): string => wordings[kind] ?? kind;
