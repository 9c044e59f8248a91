import { type Column, column } from './columns.ts';

/** What a sheet of line items has, in the order of the template. */
export const itemColumns: readonly Column[] = [
  column('marks', 'marks', 'N/M'),
  column('packages', 'packages/count', '40'),
  column('kind of packages', 'packages/kind', 'BAGS'),
  column('description', 'description', 'Melamine resin, grade A'),
  column('hs export', 'hsExport', '39092010'),
  column('hs import', 'hsImport', '390920'),
  column('quantity', 'quantity/value', '1000.000'),
  column('unit', 'quantity/unit', 'KGS'),
  column('gross weight kg', 'grossWeightKg', '1040.000'),
  column('invoice', 'invoice', 'EXP/17/2026'),
  column('fob', 'fob/amount', '10640.00'),
  column('currency', 'fob/currency', 'USD'),
  column('origin', 'origin', 'WO'),
];

/** `WO`, or the id of a cost sheet that is kept here. */
function originOf(text: string): unknown {
  if (text.toUpperCase() === 'WO') return { whollyObtained: true };
  return { costSheetId: text.toLowerCase() };
}

const countOf = (text: string): unknown => (/^\d{1,8}$/.test(text) ? Number(text) : text);

/** One row as an item. */
export const itemOf = (text: (into: string) => string): unknown => ({
  marks: text('marks'),
  packages: { count: countOf(text('packages/count')), kind: text('packages/kind') },
  description: text('description'),
  hsExport: text('hsExport'),
  hsImport: text('hsImport'),
  quantity: { value: text('quantity/value'), unit: text('quantity/unit').toUpperCase() },
  grossWeightKg: text('grossWeightKg'),
  invoice: text('invoice'),
  fob: { amount: text('fob/amount'), currency: text('fob/currency').toUpperCase() },
  origin: originOf(text('origin')),
});
