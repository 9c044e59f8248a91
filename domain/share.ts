import {
  compareDecimals,
  type Decimal,
  decimal,
  formatDecimal,
  multiplyDecimals,
} from './decimal.ts';

const hundred = decimal('100');
const exactPlaces = 8;

/** A part of a whole, such as originating value of FOB. The whole must be above zero. */
export type Share = { part: Decimal; whole: Decimal };

function checkedWhole(share: Share): Decimal {
  if (share.whole.units <= 0n) throw new RangeError('A share needs a whole above zero');
  return share.whole;
}

/**
 * Compares a share with a percentage by cross-multiplication, so nothing is divided or rounded:
 * 34.996 of 100 is less than 35. Negative, zero or positive like `compareDecimals`.
 */
export function compareShare(share: Share, percent: Decimal): number {
  return compareDecimals(
    multiplyDecimals(share.part, hundred),
    multiplyDecimals(percent, checkedWhole(share)),
  );
}

/** The percentage cut off (never rounded up) after `places` decimals: 79.739 prints as `79.73`. */
export function truncatedPercent(share: Share, places: number): string {
  const whole = checkedWhole(share);
  const numerator = share.part.units * 10n ** BigInt(whole.scale + places + 2);
  const denominator = whole.units * 10n ** BigInt(share.part.scale);
  return formatDecimal({ units: numerator / denominator, scale: places });
}

/**
 * The percentage for people to read: every digit when it ends within eight decimals (`34.996`),
 * otherwise cut off there with a mark that it goes on (`33.33333333…`).
 */
export function percentText(share: Share): string {
  const shown = truncatedPercent(share, exactPlaces);
  const exact = compareShare(share, decimal(shown)) === 0;
  return exact ? shown.replace(/\.?0+$/, '') : `${shown}…`;
}
