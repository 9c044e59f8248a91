import { addDecimals, type Decimal, subtractDecimals, sumDecimals } from '../../decimal.ts';
import type { Share } from '../../share.ts';
import type { ValueMethod, ValueTest } from '../origin-rule.ts';
import { sumOfMaterials, sumOfOtherParts } from './cost-figures.ts';
import type { CostedQuestion } from './item-origin.ts';

/** The sums of a cost sheet from which every method works out its share. */
export type ValueSums = {
  /** The value that shares are of. */
  base: Decimal;
  originating: Decimal;
  nonOriginating: Decimal;
  /** Materials that originate with partners, counted as originating. */
  cumulated: Decimal;
  /** Labour, overheads and profit. */
  ownWork: Decimal;
  /** All that is no material: own work and other costs, and what is not taken into account. */
  otherParts: Decimal;
  profit: Decimal;
};

/** null where the base is the ex-works price and the sheet names none. */
export function valueSums(
  { figures, originatingIn, split }: CostedQuestion,
  base: ValueTest['base'] = 'FOB',
): ValueSums | null {
  const { fob, exWorks, labour, overheads, profit } = figures;
  const measure = base === 'FOB' ? fob : exWorks;
  if (measure === null) return null;
  const { originating, nonOriginating, disregarded } = split;
  const cumulated = originating.filter(
    ({ origin }) => origin !== 'IN' && origin !== null && originatingIn.includes(origin),
  );
  const afterTheGate = subtractDecimals(fob, measure);
  return {
    base: measure,
    originating: sumOfMaterials(originating),
    nonOriginating: sumOfMaterials(nonOriginating),
    cumulated: sumOfMaterials(cumulated),
    ownWork: sumDecimals([labour, overheads, profit]),
    otherParts: subtractDecimals(
      addDecimals(sumOfOtherParts(figures), sumOfMaterials(disregarded)),
      afterTheGate,
    ),
    profit,
  };
}

/** The share that a method works out; of non-originating material for the two that limit it. */
export function shareBy(method: ValueMethod, sums: ValueSums): Share {
  const { base, originating, nonOriginating, cumulated, ownWork, otherParts, profit } = sums;
  const foreignOut = subtractDecimals(base, nonOriginating);
  switch (method) {
    case 'direct':
      return { part: addDecimals(originating, otherParts), whole: base };
    case 'build-up':
      return { part: addDecimals(originating, ownWork), whole: base };
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
      return nonOriginatingShare(sums);
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
