import type {
  ApplicationItem,
  BroughtItem,
  CooApplication,
  CostSheet,
  PlainDate,
  ResolvedApplication,
} from '../application/application.ts';
import { compareDates } from '../calendar/plain-date.ts';
import type { Refusal } from '../refusal.ts';
import { refusal } from '../refusal-codes.ts';
import { namesSheet } from './named-sheets.ts';
import type { QuotedCostSheet } from './product-cost-sheet.ts';
import { sheetOfShipment } from './shipment-sheet.ts';

/** An application with its named sheets in place; `open`: indexes of items whose sheet cannot be used. */
export type Resolved = {
  application: ResolvedApplication;
  refusals: Refusal[];
  open: ReadonlySet<number>;
};

/** The sheet of an item for its shipment, or why it cannot be used. */
function sheetFor(
  item: BroughtItem,
  index: number,
  sheet: QuotedCostSheet | undefined,
  today: PlainDate,
): CostSheet | Refusal {
  const at = `/items/${index}/origin/costSheetId`;
  if (!sheet) {
    const message = 'This exporter has no such cost sheet; name one of its own.';
    return refusal('cost-sheet-unknown', at, message);
  }
  const { name, version, validFrom, validUntil } = sheet;
  if (sheet.retired) {
    const message = `The cost sheet "${name}" was retired; name another one.`;
    return refusal('cost-sheet-retired', at, message);
  }
  if (compareDates(today, validFrom) < 0 || compareDates(today, validUntil) > 0) {
    const message = `Version ${version} of the cost sheet "${name}" is valid from ${validFrom} until ${validUntil}; revise it, or name another one.`;
    return refusal('cost-sheet-not-valid', at, message);
  }
  if (sheet.hsExport !== item.hsExport) {
    const message = `The cost sheet "${name}" is of a product of ${sheet.hsExport}, item ${index + 1} is of ${item.hsExport}; name the sheet of this product.`;
    return refusal('cost-sheet-of-another-product', at, message);
  }
  const ofShipment = sheetOfShipment(sheet.sheet, item.quantity);
  if (ofShipment) return ofShipment;
  const message = `The cost sheet "${name}" is for one ${sheet.sheet.unit}, item ${index + 1} is sold by ${item.quantity.unit}; state both in one unit.`;
  return refusal('cost-sheet-unit-mismatch', at, message);
}

/**
 * Puts the sheets that items name in their place, each as its exporter keeps it. `sheets` are those of
 * the application's exporter alone. What cannot be used is refused, and stands as nothing but a claim
 * that no rule is to be asked about (`open`).
 */
export function resolveCostSheets(
  application: CooApplication,
  sheets: readonly QuotedCostSheet[],
  today: PlainDate,
): Resolved {
  const refusals: Refusal[] = [];
  const open = new Set<number>();
  const items = application.items.map((item, index): ApplicationItem => {
    const { origin, ...rest } = item;
    if (!namesSheet(origin)) return { ...rest, origin };
    const sheet = sheets.find(({ id }) => id === origin.costSheetId);
    const found = sheetFor(item, index, sheet, today);
    if (!('code' in found)) return { ...rest, origin: { costSheet: found } };
    refusals.push(found);
    open.add(index);
    return { ...rest, origin: { whollyObtained: true } };
  });
  return { application: { ...application, items }, refusals, open };
}

/**
 * The application of a case with the sheets that it was examined by in their place, whatever has become
 * of them since. Throws a RangeError where the case has not kept one of them.
 */
export function withKeptSheets(
  application: CooApplication,
  kept: readonly QuotedCostSheet[],
): ResolvedApplication {
  const items = application.items.map((item): ApplicationItem => {
    const { origin, ...rest } = item;
    if (!namesSheet(origin)) return { ...rest, origin };
    const sheet = kept.find(({ id }) => id === origin.costSheetId);
    const costSheet = sheet && sheetOfShipment(sheet.sheet, item.quantity);
    if (!costSheet) throw new RangeError(`the case has not kept the sheet ${origin.costSheetId}`);
    return { ...rest, origin: { costSheet } };
  });
  return { ...application, items };
}
