import {
  criterionColumn,
  goodsColumn,
  invoiceColumn,
  marksColumn,
  tariffColumn,
  weightAndQuantityColumn,
  withHs,
} from '../columns.ts';
import { type Box, box, type Form, goods } from '../form.ts';
import { issuersParticulars, issuersParticularsAlone } from '../particulars.ts';
import { closing } from '../statements.ts';
import { certification } from './boxes.ts';
import { consignmentForm, exportersDeclaration } from './consignment-form.ts';
import { eachItem, type Note, overleaf } from './notes.ts';
import { agreement, inBrackets, issuedInIndia, seeNotes, titles } from './titles.ts';

/** What tells the forms apart that follow the SAARC Preferential Trading Arrangement's. */
export type SaptaForm = Pick<Form, 'title' | 'source' | 'confirmed'> & {
  agreement: string[];
  /** As the declaration names it: `SAFTA`, `the Global System of Trade Preferences`. */
  rules: string;
  /** How many digits of the tariff code box 5 takes. */
  tariffDigits: 4 | 6;
  /** Official use is box 3 and transport box 4, the other way round than in the others. */
  officialUseFirst?: boolean;
  /** For the words on late certificates and true copies, where the form has a box for them. */
  last?: Box;
  /** What the letters in box 8 mean. */
  letters: string[];
  notes?: Note[];
};

const goodsTable = (digits: 4 | 6) =>
  goods(
    closing('without-value'),
    tariffColumn({ number: '5', label: 'Tariff item number', share: 0.095 }, digits),
    marksColumn({ number: '6', label: 'Marks and numbers of packages', share: 0.15 }),
    goodsColumn(
      { number: '7', label: 'Number and kind of packages; description of goods', share: 0.31 },
      withHs,
      ({ number }) => `${number}. `,
    ),
    criterionColumn({ number: '8', label: 'Origin criterion (see notes overleaf)', share: 0.115 }),
    weightAndQuantityColumn({
      number: '9',
      label: 'Gross weight or other quantity',
      share: 0.175,
    }),
    invoiceColumn({ number: '10', label: 'Number and date of invoices', share: 0.155 }),
  );

/** Twelve boxes, with the tariff item first in the table of goods and letters as origin criteria. */
export function saptaForm(form: SaptaForm): Form {
  const { title, source, confirmed, officialUseFirst = false, last } = form;
  return consignmentForm({
    title,
    source,
    confirmed,
    officialUseFirst,
    titles: titles(
      form.agreement.map(agreement),
      inBrackets('Combined declaration and certificate'),
      issuedInIndia,
      seeNotes,
    ),
    officialUse: box(officialUseFirst ? '3' : '4', 'For official use', () => []),
    goods: goodsTable(form.tariffDigits),
    declaration: exportersDeclaration('11', form.rules),
    certification: certification(
      '12',
      'Certificate',
      'It is hereby certified on the basis of control carried out, that the declaration by the exporter is correct.',
      { particulars: last ? issuersParticularsAlone : issuersParticulars },
    ),
    ...(last && { last }),
    notes: overleaf('12', [
      [
        'General conditions. To qualify for preference, products must',
        'fall within a description of products eligible for preference in the schedule of concessions of the country of destination;',
        'comply with the rules of origin of the agreement; and',
        'be consigned directly from the country of exportation to the country of destination, as those rules require.',
      ],
      eachItem,
      ['Entries in box 8:', ...form.letters],
      ...(form.notes ?? []),
    ]),
  });
}
