import { readCostSheet, sumOfMaterials, sumOfOtherParts } from '../../agreement/cost-figures.ts';
import { addDecimals, compareDecimals, formatDecimal, parseDecimal } from '../../decimal.ts';
import { isCountry } from '../../identifier/country.ts';
import { isCurrency } from '../../identifier/currency.ts';
import type { Refusal } from '../../refusal.ts';
import { refusal } from '../../refusal-codes.ts';
import type { ApplicationItem, CostSheet } from '../application.ts';
import { mustBePositive, mustNotBeNegative } from './amounts.ts';
import { currencyUnknown } from './invoices.ts';

function partsAreAmounts(sheet: CostSheet, at: string): Refusal[] {
  return [
    ...mustBePositive(sheet.fob, `${at}/fob`),
    ...mustNotBeNegative(sheet.labour, `${at}/labour`),
    ...mustNotBeNegative(sheet.overheads, `${at}/overheads`),
    ...mustNotBeNegative(sheet.otherCosts, `${at}/otherCosts`),
    ...mustNotBeNegative(sheet.profit, `${at}/profit`),
    ...sheet.materials.flatMap(({ value, origin }, index) => [
      ...mustNotBeNegative(value, `${at}/materials/${index}/value`),
      ...(origin === null || isCountry(origin)
        ? []
        : [originUnknown(origin, `${at}/materials/${index}/origin`)]),
    ]),
  ];
}

function originUnknown(origin: string, pointer: string): Refusal {
  const message = `"${origin}" is not a country code; use ISO 3166 alpha-2, or null if undetermined.`;
  return refusal('country-unknown', pointer, message);
}

function addsUp(sheet: CostSheet, at: string): Refusal[] {
  const figures = readCostSheet(sheet);
  if (figures === null) return [];
  const sum = addDecimals(sumOfMaterials(figures.materials), sumOfOtherParts(figures));
  if (compareDecimals(sum, figures.fob) === 0) return [];
  const message =
    `The materials, labour, overheads, other costs and profit add up to ${formatDecimal(sum)}, ` +
    `not to the FOB value ${sheet.fob}; correct the parts.`;
  return [refusal('cost-sheet-sum-mismatch', at, message)];
}

function belongsToItem(sheet: CostSheet, { fob }: ApplicationItem, at: string): Refusal[] {
  if (!isCurrency(sheet.currency)) return [currencyUnknown(sheet.currency, `${at}/currency`)];
  if (sheet.currency !== fob.currency) {
    const message =
      `The cost sheet is in ${sheet.currency}, the item's FOB value in ${fob.currency}; ` +
      'state both in one currency.';
    return [refusal('cost-sheet-currency-mismatch', `${at}/currency`, message)];
  }
  const [own, items] = [parseDecimal(sheet.fob), parseDecimal(fob.amount)];
  if (own === null || items === null || compareDecimals(own, items) === 0) return [];
  const message = `The cost sheet's FOB value ${sheet.fob} is not the item's ${fob.amount}.`;
  return [refusal('cost-sheet-fob-mismatch', `${at}/fob`, message)];
}

/** A cost sheet is readable, belongs to its item and adds up exactly. */
export function costSheetRefusals(item: ApplicationItem, index: number): Refusal[] {
  if (!('costSheet' in item.origin)) return [];
  const { costSheet } = item.origin;
  const at = `/items/${index}/origin/costSheet`;
  const parts = partsAreAmounts(costSheet, at);
  const sum = parts.length === 0 ? addsUp(costSheet, at) : [];
  return [...parts, ...sum, ...belongsToItem(costSheet, item, at)];
}
