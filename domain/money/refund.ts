import type { Sourced } from '../agreement/scheme.ts';
import { rupeesText } from './rupees.ts';

/** A paid order of a wallet whose money can go back to where it came from. */
export type RefundSource = {
  orderId: string;
  /** ISO 8601 UTC. */
  paidAt: string;
  broughtPaise: number;
  /** What went back to it, and what the gateway is asked for just now. */
  refundedPaise: number;
};

/** What of a refund goes back to one order; `part` counts from 1. */
export type RefundPart = { part: number; orderId: string; amountPaise: number };

/** How little one refund may be, in paise, and into how many parts it may fall. */
export const refundLimits: { least: Sourced<number>; mostParts: number } = {
  least: { value: 100, source: 'No notice sets it: one rupee', sure: 'inferred' },
  mostParts: 20,
};

export type RefundObjection = {
  code:
    | 'refund-too-small'
    | 'refund-exceeds-wallet'
    | 'refund-not-from-gateway'
    | 'refund-of-many-payments';
  message: string;
};

/** A wallet as a refund sees it: what it holds, and the orders that brought money into it. */
export type RefundableWallet = { balancePaise: number; sources: readonly RefundSource[] };

const leftOf = ({ broughtPaise, refundedPaise }: RefundSource): number =>
  broughtPaise - refundedPaise;

const sumOf = (amounts: readonly number[]): number =>
  amounts.reduce((sum, paise) => sum + paise, 0);

/**
 * How much of a wallet can go back by the gateway. Money from elsewhere (opening balances) counts as
 * spent first, then the oldest payments; so the newest ones are what is left.
 */
export const refundablePaise = ({ balancePaise, sources }: RefundableWallet): number =>
  Math.min(balancePaise, sumOf(sources.map(leftOf)));

const placeOf = ({ paidAt, orderId }: RefundSource): string => paidAt + orderId;

const newestFirst = (left: RefundSource, right: RefundSource): number =>
  placeOf(left) < placeOf(right) ? 1 : -1;

function objectionTo(wallet: RefundableWallet, paise: number): RefundObjection | null {
  const least = refundLimits.least.value;
  if (!Number.isSafeInteger(paise) || paise < least) {
    const message = `A refund is of ${rupeesText(least)} rupees at least.`;
    return { code: 'refund-too-small', message };
  }
  if (paise > wallet.balancePaise) {
    const message = `The wallet holds ${rupeesText(wallet.balancePaise)} rupees.`;
    return { code: 'refund-exceeds-wallet', message };
  }
  const refundable = refundablePaise(wallet);
  if (paise <= refundable) return null;
  const message =
    `Of the ${rupeesText(wallet.balancePaise)} rupees in this wallet ${rupeesText(refundable)} came ` +
    'by the gateway and can go back there. What came from elsewhere, such as a balance that was ' +
    'brought over, cannot go back by the gateway.';
  return { code: 'refund-not-from-gateway', message };
}

/**
 * To which payments an amount goes back: the newest first, to each at most what it brought and has
 * not got back. The parts add up to the amount. Or why it cannot go back.
 */
export function planRefund(
  wallet: RefundableWallet,
  paise: number,
): { parts: RefundPart[] } | { objection: RefundObjection } {
  const objection = objectionTo(wallet, paise);
  if (objection) return { objection };
  const parts: RefundPart[] = [];
  let open = paise;
  for (const source of wallet.sources.toSorted(newestFirst)) {
    const amountPaise = Math.min(open, leftOf(source));
    if (amountPaise <= 0) continue;
    parts.push({ part: parts.length + 1, orderId: source.orderId, amountPaise });
    open -= amountPaise;
    if (open === 0) break;
  }
  const { mostParts } = refundLimits;
  if (parts.length <= mostParts) return { parts };
  const within = sumOf(parts.slice(0, mostParts).map(({ amountPaise }) => amountPaise));
  const message =
    `One refund goes back to ${mostParts} payments at most: to the newest ones ` +
    `${rupeesText(within)} rupees can go. Ask for the rest by another refund.`;
  return { objection: { code: 'refund-of-many-payments', message } };
}

/** What a part is called at the gateway (MerchantRefNo): it is carried out once by that. */
export const refundReference = (refundId: string, part: number): string =>
  `${refundId}${String(part).padStart(2, '0')}`;

/** `refused`: the gateway does not give it back, so it is in the wallet again. */
export type RefundPartStatus = 'asked' | 'done' | 'refused';

/** `partly`: some of it went back to its source, the rest is in the wallet again. */
export type RefundStatus = 'open' | 'needs-people' | 'done' | 'partly' | 'refused';

/** What has become of a refund whose parts are all known; null while one is not. */
export function endOfRefund(
  parts: readonly RefundPartStatus[],
): Exclude<RefundStatus, 'open' | 'needs-people'> | null {
  if (parts.includes('asked')) return null;
  if (!parts.includes('refused')) return 'done';
  return parts.includes('done') ? 'partly' : 'refused';
}

/** How much of a refund has come to this, in paise. */
export const refundSum = (
  parts: readonly { status: RefundPartStatus; amountPaise: number }[],
  wanted: RefundPartStatus,
): number =>
  sumOf(parts.filter(({ status }) => status === wanted).map(({ amountPaise }) => amountPaise));
