import type { ApplicationItem } from '../application/application.ts';
import { mustBePositive } from '../application/rules/amounts.ts';
import { costSheetRefusals } from '../application/rules/cost-sheet.ts';
import { isPlainDate } from '../calendar/plain-date.ts';
import { isCurrency } from '../identifier/currency.ts';
import { isHs, isHs8 } from '../identifier/hs.ts';
import { isUnitQuantityCode } from '../identifier/unit-quantity.ts';
import type { Refusal } from '../refusal.ts';
import { refusal } from '../refusal-codes.ts';
import type { ProductCostSheet } from './product-cost-sheet.ts';
import { sheetOfShipment } from './shipment-sheet.ts';

/** The product of a sheet as an item of which there is one, so that rules about items can be asked. */
export function imaginedItem(
  sheet: ProductCostSheet,
  {
    hsExport,
    hsImport = hsExport.slice(0, 6),
  }: { hsExport: string; hsImport?: string | undefined },
): ApplicationItem {
  const unit = sheet.unit === 'shipment' ? 'NOS' : sheet.unit;
  const quantity = { value: '1', unit };
  const costSheet = sheetOfShipment(sheet, quantity);
  if (!costSheet) throw new RangeError('a sheet fits an item of its own unit');
  return {
    marks: '-',
    packages: { count: 1, kind: '-' },
    description: '-',
    hsExport,
    hsImport,
    quantity,
    grossWeightKg: '1',
    invoice: '-',
    fob: { amount: sheet.fob, currency: sheet.currency },
    origin: { costSheet },
  };
}

function rateIsOne({ rate, currency }: ProductCostSheet): Refusal[] {
  if (!rate) return [];
  const refusals = mustBePositive(rate.rupees, '/sheet/rate/rupees');
  if (!isCurrency(rate.currency) || rate.currency === 'INR') {
    const message = `"${rate.currency}" is no currency that rupees are brought into; name it as CBIC does, such as USD.`;
    refusals.push(refusal('currency-unknown', '/sheet/rate/currency', message));
  } else if (currency !== 'INR' && currency !== rate.currency) {
    const message = `The sheet is in ${currency}, its rate of exchange is that of ${rate.currency}; state both in one currency.`;
    refusals.push(refusal('cost-sheet-currency-mismatch', '/sheet/rate/currency', message));
  }
  if (!isPlainDate(rate.date)) {
    const message = `"${rate.date}" is not a day of the calendar; write YYYY-MM-DD.`;
    refusals.push(refusal('date-invalid', '/sheet/rate/date', message));
  }
  return refusals;
}

function codesAreOnes({ materials }: ProductCostSheet, hsExport: string): Refusal[] {
  const own = isHs8(hsExport)
    ? []
    : [
        refusal(
          'hs-code-malformed',
          '/hsExport',
          `"${hsExport}" is not a tariff code; give the eight digits of ITC(HS).`,
        ),
      ];
  const theirs = materials.flatMap(({ hs }, index) => {
    if (isHs(hs)) return [];
    const message = `"${hs}" is not a tariff code; give six or eight digits.`;
    return [refusal('hs-code-malformed', `/sheet/materials/${index}/hs`, message)];
  });
  return [...own, ...theirs];
}

/**
 * Whether a sheet can be kept: its figures are amounts and add up, its codes, currency and unit can be
 * ones. Whether the product originates is asked elsewhere. Pointers begin at the sheet's own body.
 */
export function soundnessOf(sheet: ProductCostSheet, hsExport: string): Refusal[] {
  if (sheet.unit !== 'shipment' && !isUnitQuantityCode(sheet.unit)) {
    const message = `"${sheet.unit}" is not a unit quantity code of customs; use one such as KGS or PCS, or shipment.`;
    return [refusal('unit-unknown', '/sheet/unit', message)];
  }
  const figures = costSheetRefusals(imaginedItem(sheet, { hsExport }), 0).map((one) => ({
    ...one,
    pointer: one.pointer?.replace('/items/0/origin/costSheet', '/sheet') ?? null,
  }));
  return [...codesAreOnes(sheet, hsExport), ...figures, ...rateIsOne(sheet)];
}
