import {
  exporterWallet,
  feesEarned,
  feesHeld,
  gatewayClearing,
  legacyPlatform,
  migrationSuspense,
  type OfficeKey,
  openingSuspense,
  refundsPending,
} from './account.ts';

/** One side of a posting: plus comes into the account, minus goes out of it. */
export type LedgerEntry = { account: string; amountPaise: bigint };

export type PostingKind =
  | 'hold-fee'
  | 'take-fee'
  | 'return-fee'
  | 'gateway-receipt'
  | 'hold-refund'
  | 'pay-refund'
  | 'return-refund'
  | 'settlement'
  | 'settle-difference'
  | 'opening-balance'
  | 'migration-receipt'
  | 'migration-undo'
  | 'migration-acceptance';

/** A movement of money. Its entries add up to zero. */
export type Posting = { kind: PostingKind; entries: LedgerEntry[] };

type Movement = OfficeKey & { iec: string; paise: number };

/** Throws a RangeError unless there are at least two entries, none is zero, and the sum is zero. */
export function assertBalanced({ kind, entries }: Posting): void {
  const sum = entries.reduce((total, { amountPaise }) => total + amountPaise, 0n);
  const idle = entries.some(({ amountPaise }) => amountPaise === 0n);
  if (entries.length < 2 || idle || sum !== 0n) {
    throw new RangeError(`The posting ${kind} does not balance`);
  }
}

function move(
  kind: PostingKind,
  paise: number,
  { from, to }: { from: string; to: string },
): Posting {
  if (!Number.isSafeInteger(paise) || paise <= 0) {
    throw new RangeError(`A posting ${kind} moves whole paise above zero, not ${paise}`);
  }
  const posting: Posting = {
    kind,
    entries: [
      { account: from, amountPaise: -BigInt(paise) },
      { account: to, amountPaise: BigInt(paise) },
    ],
  };
  assertBalanced(posting);
  return posting;
}

/** Money that the gateway confirmed, into the exporter's wallet at that office. */
export function gatewayReceipt(movement: Movement): Posting {
  const between = { from: gatewayClearing(movement), to: exporterWallet(movement) };
  return move('gateway-receipt', movement.paise, between);
}

/** The fee of a case, set aside out of the wallet until the case ends. */
export function holdFee(movement: Movement): Posting {
  return move('hold-fee', movement.paise, {
    from: exporterWallet(movement),
    to: feesHeld(movement),
  });
}

/** The held fee, earned because the certificate is issued. */
export function takeFee(movement: OfficeKey & { paise: number }): Posting {
  return move('take-fee', movement.paise, { from: feesHeld(movement), to: feesEarned(movement) });
}

/** The held fee, back into the wallet because no certificate is issued. */
export function returnFee(movement: Movement): Posting {
  return move('return-fee', movement.paise, {
    from: feesHeld(movement),
    to: exporterWallet(movement),
  });
}

/** A wallet balance that the exporter brings over from elsewhere. */
export function openingBalance(movement: Movement): Posting {
  return move('opening-balance', movement.paise, {
    from: openingSuspense(movement),
    to: exporterWallet(movement),
  });
}

/** Money that is to go back to its source, set aside out of the wallet until the gateway answers. */
export function holdRefund(movement: Movement): Posting {
  return move('hold-refund', movement.paise, {
    from: exporterWallet(movement),
    to: refundsPending(movement),
  });
}

/** The held refund, given back by the gateway to the source. */
export function payRefund(movement: OfficeKey & { paise: number }): Posting {
  return move('pay-refund', movement.paise, {
    from: refundsPending(movement),
    to: gatewayClearing(movement),
  });
}

/** The held refund, back into the wallet because the gateway refuses it. */
export function returnRefund(movement: Movement): Posting {
  return move('return-refund', movement.paise, {
    from: refundsPending(movement),
    to: exporterWallet(movement),
  });
}

type OfBatch = OfficeKey & { batch: number; paise: number };

/** Wallet money of the earlier platform's, which waits until its batch is accepted. */
export function migrationReceipt(movement: OfBatch): Posting {
  const between = { from: legacyPlatform(movement), to: migrationSuspense(movement) };
  return move('migration-receipt', movement.paise, between);
}

/** The same money back, because the batch is undone. */
export function migrationUndo(movement: OfBatch): Posting {
  const between = { from: migrationSuspense(movement), to: legacyPlatform(movement) };
  return move('migration-undo', movement.paise, between);
}

/** The balance of one legacy wallet, into the exporter's wallet because the batch is accepted. */
export function migrationAcceptance(movement: Movement & { batch: number }): Posting {
  const between = { from: migrationSuspense(movement), to: exporterWallet(movement) };
  return move('migration-acceptance', movement.paise, between);
}
