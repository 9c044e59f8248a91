import {
  bank,
  differences,
  exporterWallet,
  gainsAndLosses,
  gatewayCharges,
  gatewayClearing,
  type OfficeKey,
} from './account.ts';
import type { Posting } from './posting.ts';

/** What the gateway's settlement and our books can disagree on, in plain words. */
export const differenceCodes = {
  'not-booked': 'The gateway settles a payment or refund of ours that is not booked here',
  'not-settled': 'A payment is booked here that the gateway has not settled in time',
  'other-amount': 'The gateway settles another amount than was asked for or is booked here',
  twice: 'The gateway settles a payment or refund once more that was settled before',
  'unknown-order': 'The gateway settles a payment of an order that was never made here',
  'other-merchant': 'The gateway settles under this Merchant ID what was paid to another',
  disputed: 'The gateway took another amount than was asked, so nothing was booked',
  'unknown-refund': 'The gateway took back a refund that was never asked for here',
  'refund-not-settled': 'A refund is booked here that the gateway has not taken back in time',
} as const;
export type DifferenceCode = keyof typeof differenceCodes;

/** How people can settle a difference, in plain words. */
export const outcomes = {
  'credit-wallet': 'The money goes into the payer’s wallet at this office',
  refund: 'The same, and the payer is told how to ask for it back from there',
  'gain-or-loss': 'The office carries it as its gain or loss',
  nothing: 'There is nothing to do: what the gateway wrote is struck out, and why is said',
} as const;
export type Outcome = keyof typeof outcomes;

/** How a difference ended: by people, or by itself when the missing side came after all. */
export type Settlement = Outcome | 'came-later' | 'booked-later';

/** A difference in what its outcomes hang on; amounts in paise, a refund's below zero. */
export type Difference = {
  code: DifferenceCode;
  kind: 'payment' | 'refund';
  /** What the gateway took or settled; null when it said nothing. */
  theirsPaise: number | null;
  /** It stands in a settlement file, so that the money has come to the bank. */
  isInFile: boolean;
  /** What is booked here of it. */
  bookedPaise: number;
  /** Charges and the tax on them, with what the gateway settled. */
  chargesPaise: number;
};

/** What of it lies on the office's account of differences: nothing before the gateway settles. */
export const suspendedPaise = ({ isInFile, theirsPaise, bookedPaise }: Difference): number =>
  isInFile ? (theirsPaise ?? 0) - bookedPaise : 0;

/** Whether crediting the payer is the order's own receipt, which comes in once by its reference. */
export const isReceipt = ({ code, kind, bookedPaise }: Difference): boolean =>
  kind === 'payment' &&
  bookedPaise === 0 &&
  (code === 'not-booked' || code === 'disputed' || code === 'other-amount');

/**
 * How a difference can be settled. Money goes to a payer only when the gateway settled it, and
 * nothing is carried as a gain or loss that is not there.
 */
export function outcomesOf(difference: Difference): Outcome[] {
  const isOurs = difference.code === 'not-settled' || difference.code === 'refund-not-settled';
  if (isOurs) return ['gain-or-loss', 'nothing'];
  const suspended = suspendedPaise(difference);
  if (suspended === 0) return ['nothing'];
  if (suspended < 0) return ['gain-or-loss', 'nothing'];
  return ['credit-wallet', 'refund', 'gain-or-loss', 'nothing'];
}

/** A posting of the entries that move something; null when none does. */
export function postingOf(
  kind: Posting['kind'],
  entries: readonly (readonly [account: string, paise: number])[],
): Posting | null {
  const moving = entries.filter(([, paise]) => paise !== 0);
  if (moving.length === 0) return null;
  return {
    kind,
    entries: moving.map(([account, paise]) => ({ account, amountPaise: BigInt(paise) })),
  };
}

const kind = 'settle-difference';

const moved = (paise: number, { from, to }: { from: string; to: string }): Posting | null =>
  postingOf(kind, [
    [from, -paise],
    [to, paise],
  ]);

/** What lay with the differences and has been booked here after all: it meets its booking. */
export function clearingAgain(office: OfficeKey, paise: number): Posting {
  const posting = moved(paise, { from: differences(office), to: gatewayClearing(office) });
  if (!posting) throw new RangeError('A difference that is settled moves something');
  return posting;
}

/**
 * What settling a difference books, in order, each through the account of differences, which it
 * leaves as if the difference had never been. With a receipt (`isReceipt`) a credit leads back to
 * gateway-clearing, from where the receipt itself fills the wallet. `iec`: who is credited.
 */
export function correctionsOf(
  difference: Difference,
  outcome: Outcome,
  { iec, ...office }: OfficeKey & { iec: string | null },
): Posting[] {
  const suspended = suspendedPaise(difference);
  const from = differences(office);
  const postings = ((): (Posting | null)[] => {
    switch (outcome) {
      case 'credit-wallet':
      case 'refund': {
        if (iec === null) throw new RangeError('A credit goes into somebody’s wallet');
        const wallet = exporterWallet({ ...office, iec });
        const to = isReceipt(difference) ? gatewayClearing(office) : wallet;
        return [moved(suspended, { from, to })];
      }
      case 'gain-or-loss': {
        const result = gainsAndLosses(office);
        if (difference.isInFile) return [moved(suspended, { from, to: result })];
        const missing = difference.bookedPaise;
        const met = moved(missing, { from, to: gatewayClearing(office) });
        return [met, moved(missing, { from: result, to: from })];
      }
      case 'nothing': {
        const charges = difference.bookedPaise === 0 ? difference.chargesPaise : 0;
        const struck = postingOf(kind, [
          [from, -suspended],
          [bank(office), suspended - charges],
          [gatewayCharges(office), charges],
        ]);
        return [difference.isInFile ? struck : null];
      }
      default:
        return outcome satisfies never;
    }
  })();
  return postings.filter((posting) => posting !== null);
}
