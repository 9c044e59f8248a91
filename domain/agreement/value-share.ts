import { addDecimals, type Decimal, subtractDecimals } from '../decimal.ts';
import type { Share } from '../share.ts';
import { splitByOrigin, sumOfMaterials, sumOfOtherParts } from './cost-figures.ts';
import type { CostedQuestion } from './item-origin.ts';
import type { ValueMethod } from './origin-rule.ts';

/** The sums of a cost sheet from which every method works out its share. */
export type ValueSums = {
  /** The value that shares are of. */
  base: Decimal;
  originating: Decimal;
  nonOriginating: Decimal;
  /** Materials that originate with partners, counted as originating. */
  cumulated: Decimal;
  /** Labour, overheads, other costs and profit. */
  otherParts: Decimal;
  profit: Decimal;
};

export function valueSums({ figures, originatingIn }: CostedQuestion): ValueSums {
  const { originating, nonOriginating } = splitByOrigin(figures, originatingIn);
  return {
    base: figures.fob,
    originating: sumOfMaterials(originating),
    nonOriginating: sumOfMaterials(nonOriginating),
    cumulated: sumOfMaterials(originating.filter(({ origin }) => origin !== 'IN')),
    otherParts: sumOfOtherParts(figures),
    profit: figures.profit,
  };
}

/** The share that a method works out; of non-originating material for the two that limit it. */
export function shareBy(method: ValueMethod, sums: ValueSums): Share {
  const { base, originating, nonOriginating, cumulated, otherParts, profit } = sums;
  const foreignOut = subtractDecimals(base, nonOriginating);
  switch (method) {
    case 'direct':
    case 'build-up':
      return { part: addDecimals(originating, otherParts), whole: base };
    case 'build-up-materials':
      return { part: originating, whole: base };
    case 'build-down':
      return { part: foreignOut, whole: base };
    case 'india-alone':
      return { part: subtractDecimals(foreignOut, cumulated), whole: base };
    case 'net-cost':
      return { part: subtractDecimals(foreignOut, profit), whole: subtractDecimals(base, profit) };
    case 'indirect':
    case 'max-non-originating':
      return { part: nonOriginating, whole: base };
  }
}

/** Whether a method limits the share of non-originating material rather than asking for originating. */
export const isLimit = (method: ValueMethod): boolean =>
  method === 'indirect' || method === 'max-non-originating';

/** The share of non-originating material in the base. */
export const nonOriginatingShare = ({ base, nonOriginating }: ValueSums): Share => ({
  part: nonOriginating,
  whole: base,
});

/** What is not non-originating material, as a share of the base. */
export const originatingShare = ({ base, nonOriginating }: ValueSums): Share => ({
  part: subtractDecimals(base, nonOriginating),
  whole: base,
});
