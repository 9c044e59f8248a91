import {
  readCostSheet,
  sumOfMaterials,
  sumOfOtherParts,
} from '../../agreement/origin/cost-figures.ts';
import { isPlainDate } from '../../calendar/plain-date.ts';
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
    ...exWorksIsPlausible(sheet, at),
    ...sheet.materials.flatMap(({ value, origin, evidence }, index) => [
      ...mustNotBeNegative(value, `${at}/materials/${index}/value`),
      ...(evidence === undefined || isPlainDate(evidence.date)
        ? []
        : [dateInvalid(evidence.date, `${at}/materials/${index}/evidence/date`)]),
      ...(origin === null || isCountry(origin)
        ? []
        : [originUnknown(origin, `${at}/materials/${index}/origin`)]),
    ]),
  ];
}

/** The price at the gate is above zero, and no more than the goods are worth on board. */
function exWorksIsPlausible({ exWorks, fob }: CostSheet, at: string): Refusal[] {
  if (exWorks === undefined) return [];
  const pointer = `${at}/exWorks`;
  const refusals = mustBePositive(exWorks, pointer);
  const [own, whole] = [parseDecimal(exWorks), parseDecimal(fob)];
  if (refusals.length > 0 || !own || !whole || compareDecimals(own, whole) <= 0) return refusals;
  const message = `The ex-works price ${exWorks} is above the FOB value ${fob}; correct whichever is wrong.`;
  return [refusal('ex-works-above-fob', pointer, message)];
}

function dateInvalid(date: string, pointer: string): Refusal {
  return refusal(
    'date-invalid',
    pointer,
    `"${date}" is not a day of the calendar; write YYYY-MM-DD.`,
  );
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
