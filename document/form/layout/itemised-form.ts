import {
  criterionColumn,
  goodsColumn,
  invoiceColumn,
  itemNumberColumn,
  marksColumn,
  weightAndValueColumn,
  withQuantityAndHs,
} from '../columns.ts';
import { type Form, type Goods, goods } from '../form.ts';
import { closing } from '../statements.ts';
import { certification, controlCarriedOut, officialUseBox } from './boxes.ts';
import { type ConsignmentForm, consignmentForm, exportersDeclaration } from './consignment-form.ts';
import {
  conditions,
  description,
  eachItem,
  exporterMeans,
  late,
  type Note,
  officialUse,
  overleaf,
} from './notes.ts';

/** What tells the forms apart that follow Form AI, box for box. */
export type ItemisedForm = Pick<
  ConsignmentForm,
  'title' | 'source' | 'confirmed' | 'wording' | 'titles'
> & {
  /** What customs of the importing country mark in box 4. */
  given: string;
  notGiven?: string;
  /** Label of box 8. */
  criterion?: string;
  /** As the declaration names the agreement's rules. */
  rules: string;
  /** Below the signature in box 12, where the form has words of its own. */
  foot?: string;
  acceptedBy: string;
  /** What box 8 may state. */
  criteria: [head: string, ...lines: string[]];
  thirdCountryInvoicing?: Note;
};

/** Boxes 5 to 10. */
const itemisedGoods = (criterion: string): Goods =>
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
    criterionColumn({ number: '8', label: criterion, share: 0.175 }),
    weightAndValueColumn({
      number: '9',
      label: 'Gross weight or other quantity and value (FOB)',
      share: 0.16,
    }),
    invoiceColumn({ number: '10', label: 'Number and date of invoices', share: 0.155 }),
  );

/** Twelve boxes, with a table that numbers its items and says their value. */
export function itemisedForm({
  given,
  notGiven = 'Preferential treatment not given (please state reason/s)',
  criterion = 'Origin criterion (see notes overleaf)',
  rules,
  foot,
  acceptedBy,
  criteria,
  thirdCountryInvoicing,
  ...form
}: ItemisedForm): Form {
  return consignmentForm({
    ...form,
    officialUse: officialUseBox('4', given, notGiven),
    goods: itemisedGoods(criterion),
    declaration: exportersDeclaration('11', rules),
    certification: certification('12', 'Certification', controlCarriedOut, foot ? { foot } : {}),
    notes: overleaf('12', [
      acceptedBy,
      conditions,
      criteria,
      eachItem,
      description('7'),
      exporterMeans('11'),
      officialUse('4'),
      ...(thirdCountryInvoicing ? [thirdCountryInvoicing] : []),
      late('ISSUED RETROACTIVELY', '12'),
    ]),
  });
}
