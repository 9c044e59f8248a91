import { parties, transport } from './consignment.ts';
import { box, certification, columns, type Form, goods, masthead, rows } from './form.ts';
import { closingStatements, invoiceCell } from './wording.ts';

const goodsTable = goods(
  (content) => closingStatements(content, false),
  {
    number: '5',
    label: 'Item number',
    share: 0.065,
    centred: true,
    cell: ({ number }) => [String(number)],
  },
  {
    number: '6',
    label: 'Marks and numbers of packages',
    share: 0.16,
    cell: ({ marks }) => [marks],
  },
  {
    number: '7',
    label: 'Number and kind of packages; description of goods',
    share: 0.33,
    cell: ({ packages, description, hs }) => [
      `${packages.count} ${packages.kind}: ${description}`,
      `HS ${hs}`,
    ],
  },
  {
    number: '8',
    label: 'Origin criteria',
    share: 0.11,
    centred: true,
    cell: ({ criterion }) => [criterion],
  },
  {
    number: '9',
    label: 'Gross weight or other quantity',
    share: 0.175,
    cell: ({ grossWeightKg, quantity }) => [
      `Gross ${grossWeightKg} KGS`,
      `${quantity.value} ${quantity.unit}`,
    ],
  },
  {
    number: '10',
    label: 'Number and date of invoice',
    share: 0.16,
    cell: ({ invoice }, content) => invoiceCell(invoice, content),
  },
);

/**
 * Annexure II to Appendix 2E. Its title has to say "Non-Preferential", and certification (11) comes
 * before the exporter's declaration (12), the other way round than in preferential forms.
 */
export const nonPreferential: Form = {
  title: 'Certificate of Origin (Non-Preferential)',
  layout: rows(
    [
      144,
      columns(
        [0.5, parties],
        [
          0.5,
          masthead(({ agency, office }) => [
            { text: agency.name, bold: true, size: 9.5, centred: true },
            { text: [...office.address].join(', '), size: 6.5, centred: true },
            { text: 'CERTIFICATE OF ORIGIN', bold: true, size: 14, centred: true, above: 8 },
            { text: '(Non-Preferential)', bold: true, size: 11, centred: true },
            { text: 'Issued in INDIA', bold: true, size: 8.5, centred: true, above: 6 },
            { text: '(Country)', size: 6.5, centred: true },
          ]),
        ],
      ),
    ],
    [88, columns([0.5, transport], [0.5, box('4', 'For official use', () => [])])],
    ['rest', goodsTable],
    [
      196,
      columns(
        [
          0.56,
          certification(
            '11',
            'Certification',
            () => [
              {
                text: 'It is hereby certified that, to the best of our knowledge and belief and on the basis of the documents examined, the goods described above are of Indian origin.',
                size: 7.4,
              },
            ],
            'Place and date, signature and stamp of certifying authority',
          ),
        ],
        [
          0.44,
          box(
            '12',
            'Declaration by the exporter',
            ({ exporter, applicationId }) => [
              {
                text: 'The undersigned hereby declares that the above details and statements are correct; that all the goods were produced in',
                size: 7.4,
              },
              { text: 'INDIA', bold: true, centred: true, size: 9, above: 2 },
              { text: '(Country)', centred: true, size: 6 },
              {
                text: 'and that they comply with the origin requirements for exports under a non-preferential certificate of origin.',
                size: 7.4,
                above: 2,
              },
              { text: exporter.name, bold: true, size: 7.4, above: 6 },
              { text: `Declared electronically with application ${applicationId}`, size: 6.4 },
            ],
            'Place and date, signature of authorised signatory',
          ),
        ],
      ),
    ],
  ),
  notes: null,
};
