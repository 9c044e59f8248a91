import {
  criterionColumn,
  goodsColumn,
  invoiceColumn,
  itemNumberColumn,
  marksColumn,
  weightAndValueColumn,
  withQuantityAndHs,
} from '../columns.ts';
import { type Goods, goods } from '../form.ts';
import { closing } from '../statements.ts';

/** Boxes 5 to 10 of Form AI, which Singapore's form has too. */
export const itemisedGoods = (criterionLabel: string): Goods =>
  goods(
    closing('with-value'),
    itemNumberColumn({ number: '5', label: 'Item number', share: 0.065 }),
    marksColumn({ number: '6', label: 'Marks and numbers on packages', share: 0.14 }),
    goodsColumn(
      {
        number: '7',
        label:
          'Number and type of packages, description of goods (including quantity where appropriate and HS number of the importing country)',
        share: 0.305,
      },
      withQuantityAndHs,
    ),
    criterionColumn({ number: '8', label: criterionLabel, share: 0.175 }),
    weightAndValueColumn({
      number: '9',
      label: 'Gross weight or other quantity and value (FOB)',
      share: 0.16,
    }),
    invoiceColumn({ number: '10', label: 'Number and date of invoices', share: 0.155 }),
  );
