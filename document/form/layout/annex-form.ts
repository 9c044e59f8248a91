import {
  combinedColumn,
  criterionAndCumulationColumn,
  criterionColumn,
  invoiceColumn,
  weightAndQuantityColumn,
} from '../columns.ts';
import {
  type Body,
  box,
  type Certification,
  columns,
  type Form,
  goods,
  masthead,
  type Part,
  rows,
  sized,
  together,
  usualWording,
  type Wording,
} from '../form.ts';
import { annexParticulars } from '../particulars.ts';
import { closing, type Saying, saying } from '../statements.ts';
import { annexDeclaration } from './annex-declaration.ts';
import {
  certification,
  consigneeBox,
  controlCarriedOut,
  exporterBox,
  producerBox,
  thirdPartyBox,
  transportBox,
} from './boxes.ts';
import { type RemarkTick, ticked } from './remark-ticks.ts';

/**
 * What tells the forms apart that are annexes of the newer agreements: parties and transport on the
 * left, titles on the right, one field for all that identifies an item, remarks with squares.
 */
export type AnnexForm = Pick<Form, 'title' | 'source' | 'confirmed' | 'notes'> & {
  wording?: Partial<Wording>;
  titles: Body;
  exporter: string;
  /** Left out where the form has no box for the producer. */
  producer?: string;
  importer: string;
  transport: string;
  criterion: string;
  /** Whether the box of the criterion takes cumulation too. */
  cumulation?: true;
  quantity: string;
  remarks: { label: string; ticks: RemarkTick[] };
  /** Left out where the remarks take who invoices from a third country. */
  thirdParty?: string;
  /** Left out: the officer's, after the control that was carried out. */
  certification?: (number: string) => Certification;
};

const heights = { exporter: 74, producer: 58, importer: 62, transport: 68, bottom: 194 };

export function annexForm(form: AnnexForm): Form {
  const { title, source, confirmed, notes } = form;
  const number = numbers();
  const parties: [height: number, part: Part][] = [
    [heights.exporter, exporterBox(number(), form.exporter)],
  ];
  if (form.producer) parties.push([heights.producer, producerBox(number(), form.producer)]);
  parties.push([heights.importer, consigneeBox(number(), form.importer)]);
  parties.push([heights.transport, transportBox(number(), form.transport)]);
  const inBoxes: Saying[] = ['retrospective', 'in-lieu', 'back-to-back', 'remarks'];
  if (form.producer) inBoxes.push('producer');
  const saidInRemarks = inBoxes.filter((name) => name !== 'producer');
  if (!form.thirdParty) saidInRemarks.unshift('third-country-invoice');
  const table = goods(
    closing('without-value', [...inBoxes, 'third-country-invoice']),
    combinedColumn({
      number: number(),
      label:
        'Item number (as necessary); Marks and numbers; Number and kind of packages; Description of good(s); HS tariff classification number',
      share: 0.46,
    }),
    (form.cumulation ? criterionAndCumulationColumn : criterionColumn)({
      number: number(),
      label: form.criterion,
      share: 0.16,
    }),
    weightAndQuantityColumn({ number: number(), label: form.quantity, share: 0.19 }),
    invoiceColumn({ number: number(), label: 'Invoice number(s) and date(s)', share: 0.19 }),
  );
  const { label, ticks } = form.remarks;
  const remarked = together(ticked(ticks), sized(7.2, saying(...saidInRemarks)));
  const remarks = box(number(), label, remarked, { crossed: true });
  const below: Part = form.thirdParty
    ? columns([0.5, remarks], [0.5, thirdPartyBox(number(), form.thirdParty)])
    : remarks;
  const declaration = box(number(), 'Declaration by the exporter', annexDeclaration, {
    foot: 'Place and date, signature, name and company',
  });
  const makeCertification = form.certification ?? officersCertification;
  return {
    title,
    source,
    confirmed,
    notes,
    wording: {
      ...usualWording,
      reference: 'Certification No.',
      paging: 'Number of page 1/2',
      ...form.wording,
    },
    layout: rows(
      [
        parties.reduce((sum, [height]) => sum + height, 0),
        columns([0.5, rows(...parties)], [0.5, masthead(form.titles)]),
      ],
      ['rest', table],
      [70, below],
      [heights.bottom, columns([0.44, declaration], [0.56, makeCertification(number())])],
    ),
  };
}

function numbers(): () => string {
  let last = 0;
  return () => {
    last += 1;
    return String(last);
  };
}

const officersCertification = (number: string): Certification =>
  certification(number, 'Certification', controlCarriedOut, {
    particulars: annexParticulars,
    foot: 'Stamp of the issuing authority, signature',
  });
