import {
  criterionColumn,
  goodsColumn,
  itemNumberColumn,
  tariffColumn,
  weightAndQuantityColumn,
} from '../columns.ts';
import {
  type Body,
  box,
  columns,
  type Form,
  goods,
  masthead,
  rows,
  sized,
  strip,
  together,
  usualWording,
} from '../form.ts';
import { issuersParticulars } from '../particulars.ts';
import { besideItems, closing, saying } from '../statements.ts';
import { exportDocumentText, printedCountry, printedDate } from '../wording.ts';
import { certification, consigneeBox, declarant, exporterBox, named } from './boxes.ts';
import { eachItem, overleaf } from './notes.ts';

/** What tells the forms apart that follow the one agreed upon by India and MERCOSUR. */
export type LatinAmericaForm = Pick<Form, 'title' | 'source' | 'confirmed'> & {
  titles: Body;
  /** As the declaration names it. */
  agreement: string;
  /** What products must do besides falling within the concessions. */
  conditions: string[];
  /** What box 10 may state. */
  letters: string[];
};

const portOfShipment: Body = (content) => {
  const { portOfLoading, departureDate, vessel } = content.transport;
  return [
    { text: `${portOfLoading}, INDIA; ${vessel}, ${printedDate(departureDate)}` },
    { text: `Shipping bill ${exportDocumentText(content)}` },
  ];
};

const destination: Body = ({ consignee, transport }) => [
  { text: printedCountry(consignee.country), bold: true },
  { text: `${transport.portOfDischarge}` },
];

const invoices: Body = (content) => [
  {
    text: content.invoices
      .map(({ number, date }) => `Number ${number}  Date ${printedDate(date)}`)
      .join(';  '),
  },
];

/** Thirteen boxes: parties and ports, the table of goods, observations, declaration, certification. */
export function latinAmericaForm(form: LatinAmericaForm): Form {
  const { title, source, confirmed } = form;
  const order = { label: 'Nº Order', share: 0.07 };
  return {
    title,
    source,
    confirmed,
    wording: { ...usualWording, reference: 'Reference Nº of Certificate' },
    layout: rows(
      [
        152,
        columns(
          [
            0.5,
            rows(
              [76, exporterBox('1', 'Producer or exporter (name, address, country)')],
              [76, consigneeBox('2', 'Importer (name, address, country)')],
            ),
          ],
          [0.5, masthead(form.titles)],
        ),
      ],
      [
        42,
        columns(
          [0.5, box('3', 'Port of shipment', portOfShipment)],
          [0.5, box('4', 'Country of destination', destination)],
        ),
      ],
      [32, box('5', 'Commercial invoice: number and date', invoices)],
      [
        'rest',
        goods(
          closing('without-value', besideItems),
          itemNumberColumn({ ...order, number: '6' }),
          tariffColumn({ number: '7', label: 'Tariff item number', share: 0.11 }, 6),
          goodsColumn({ number: '8', label: 'Description of goods', share: 0.42 }, (item) => [
            `Marks ${item.marks}; invoice ${item.invoice}`,
          ]),
          weightAndQuantityColumn({
            number: '9',
            label: 'Gross weight or other quantity',
            share: 0.17,
          }),
          itemNumberColumn({ ...order, number: '' }),
          criterionColumn({ number: '10', label: 'Origin criterion', share: 0.16 }),
        ),
      ],
      [70, box('11', 'Observations', sized(7.4, saying(...besideItems)), { crossed: true })],
      [15, strip('ORIGIN CERTIFICATION')],
      [
        194,
        columns(
          [
            0.44,
            box(
              '12',
              'Declaration by the Producer or Exporter',
              together(
                () => [
                  small(
                    'The undersigned hereby declares that the mentioned goods were produced in',
                  ),
                  ...named('INDIA', '(Country)'),
                  {
                    ...small('and they comply with the origin requirements specified in'),
                    above: 2,
                  },
                  ...named(form.agreement, '(Agreement)'),
                ],
                declarant,
              ),
              { foot: 'Date, stamp and signature' },
            ),
          ],
          [
            0.56,
            certification(
              '13',
              'Certification by Certifying Authority',
              'It is hereby certified the authenticity of the previous declaration in accordance with the applicable legislation.',
              { particulars: issuersParticulars, foot: 'Place and date, stamp and signature' },
            ),
          ],
        ),
      ],
    ),
    notes: overleaf('13', [
      [
        'To qualify for preference, products must',
        'fall within a description of products eligible for concessions in the country of destination under this agreement;',
        ...form.conditions,
      ],
      eachItem,
      ['Entries in box 10, for each order number:', ...form.letters],
      'Where an operator of a third country issues the invoice, box 11 states its name, address and country with number and date of the invoice.',
      'The certificate is valid for one importing operation of one or more goods.',
    ]),
  };
}

const small = (text: string) => ({ text, size: 7.4 });
