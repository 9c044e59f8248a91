import type { CostSheet, DecimalText } from '../application/application.ts';
import {
  type Decimal,
  decimal,
  formatDecimal,
  multiplyDecimals,
  parseDecimal,
} from '../decimal.ts';
import type { ProductCostSheet } from './product-cost-sheet.ts';

const times = (amount: DecimalText, by: Decimal): DecimalText => {
  const value = parseDecimal(amount);
  return value ? formatDecimal(multiplyDecimals(value, by)) : amount;
};

/**
 * The sheet of one shipment: as it is kept when it is for a shipment, and every amount times the
 * quantity, exactly, when it is for one unit. null when the goods are sold by another unit.
 */
export function sheetOfShipment(
  { rate: _, ...kept }: ProductCostSheet,
  quantity: { value: DecimalText; unit: string },
): CostSheet | null {
  const isOfShipment = kept.unit === 'shipment';
  if (!isOfShipment && kept.unit !== quantity.unit) return null;
  const by = isOfShipment ? decimal('1') : parseDecimal(quantity.value);
  if (!by) return null;
  return {
    currency: kept.currency,
    unit: 'shipment',
    fob: times(kept.fob, by),
    ...(kept.exWorks === undefined ? {} : { exWorks: times(kept.exWorks, by) }),
    materials: kept.materials.map(({ paper: __, value, ...material }) => ({
      ...material,
      value: times(value, by),
    })),
    labour: times(kept.labour, by),
    overheads: times(kept.overheads, by),
    otherCosts: times(kept.otherCosts, by),
    profit: times(kept.profit, by),
  };
}
