import { compareDecimals, decimal, multiplyDecimals, parseDecimal } from '../../decimal.ts';
import { isCurrency } from '../../identifier/currency.ts';
import { isUnitQuantityCode } from '../../identifier/unit-quantity.ts';
import type { Refusal } from '../../refusal.ts';
import { refusal } from '../../refusal-codes.ts';
import type { ApplicationItem } from '../application.ts';
import type { ApplicationRule } from '../question.ts';
import { mustBePositive } from './amounts.ts';
import { currencyUnknown } from './invoices.ts';

const kilogramsPerUnit: ReadonlyMap<string, string> = new Map([
  ['GMS', '0.001'],
  ['KGS', '1'],
  ['QTL', '100'],
  ['MTS', '1000'],
]);

/** Gross includes packing, so it cannot be less than the goods' own weight where that is given. */
function weightsAgree({ quantity, grossWeightKg }: ApplicationItem, index: number): Refusal[] {
  const perUnit = kilogramsPerUnit.get(quantity.unit);
  const amount = parseDecimal(quantity.value);
  const gross = parseDecimal(grossWeightKg);
  if (perUnit === undefined || amount === null || gross === null) return [];
  if (compareDecimals(gross, multiplyDecimals(amount, decimal(perUnit))) >= 0) return [];
  const message =
    `Item ${index + 1} weighs ${grossWeightKg} kg gross, less than its quantity of ` +
    `${quantity.value} ${quantity.unit}; correct whichever is wrong.`;
  return [refusal('gross-weight-below-quantity', `/items/${index}/grossWeightKg`, message)];
}

function ofItem(item: ApplicationItem, index: number): Refusal[] {
  const at = `/items/${index}`;
  const { unit } = item.quantity;
  const unitMessage = `"${unit}" is not a unit quantity code of customs; use one such as KGS or PCS.`;
  return [
    ...mustBePositive(item.quantity.value, `${at}/quantity/value`),
    ...mustBePositive(item.grossWeightKg, `${at}/grossWeightKg`),
    ...mustBePositive(item.fob.amount, `${at}/fob/amount`),
    ...(isUnitQuantityCode(unit)
      ? []
      : [refusal('unit-unknown', `${at}/quantity/unit`, unitMessage)]),
    ...(isCurrency(item.fob.currency)
      ? []
      : [currencyUnknown(item.fob.currency, `${at}/fob/currency`)]),
    ...weightsAgree(item, index),
  ];
}

/** Quantities, weights and values of the items are possible. */
export const goodsArePossible: ApplicationRule = ({ application }) =>
  application.items.flatMap(ofItem);
