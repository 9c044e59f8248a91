import { parties, transport } from './consignment.ts';
import { box, certification, columns, type Form, goods, masthead, rows } from './form.ts';
import { formAiNotes } from './form-ai-notes.ts';
import { closingStatements, invoiceCell, printedCountry } from './wording.ts';

const goodsTable = goods(
  (content) => closingStatements(content, true),
  {
    number: '5',
    label: 'Item number',
    share: 0.065,
    centred: true,
    cell: ({ number }) => [String(number)],
  },
  {
    number: '6',
    label: 'Marks and numbers on packages',
    share: 0.14,
    cell: ({ marks }) => [marks],
  },
  {
    number: '7',
    label:
      'Number and type of packages, description of goods (including quantity where appropriate and HS number of the importing country)',
    share: 0.305,
    cell: ({ packages, description, quantity, hs }) => [
      `${packages.count} ${packages.kind}: ${description}`,
      `Quantity ${quantity.value} ${quantity.unit}; HS ${hs}`,
    ],
  },
  {
    number: '8',
    label: 'Origin criterion (see notes overleaf)',
    share: 0.175,
    centred: true,
    cell: ({ criterion }) => [criterion],
  },
  {
    number: '9',
    label: 'Gross weight or other quantity and value (FOB)',
    share: 0.16,
    cell: ({ grossWeightKg, fob }) => [`${grossWeightKg} KGS`, `FOB ${fob.currency} ${fob.amount}`],
  },
  {
    number: '10',
    label: 'Number and date of invoices',
    share: 0.155,
    cell: ({ invoice }, content) => invoiceCell(invoice, content),
  },
);

/** Form AI of the ASEAN-India Trade in Goods Agreement, box for box. */
export const formAi: Form = {
  title: 'ASEAN-India Free Trade Area Preferential Tariff Certificate of Origin, Form AI',
  layout: rows(
    [
      144,
      columns(
        [0.5, parties],
        [
          0.5,
          masthead(() => [
            { text: 'ASEAN-INDIA FREE TRADE AREA', bold: true, size: 9.5, centred: true },
            { text: 'PREFERENTIAL TARIFF', bold: true, size: 9.5, centred: true },
            { text: 'CERTIFICATE OF ORIGIN', bold: true, size: 13, centred: true, above: 1 },
            { text: '(Combined Declaration and Certificate)', size: 7.5, centred: true },
            { text: 'FORM AI', bold: true, size: 15, centred: true, above: 3 },
            { text: 'Issued in INDIA', bold: true, size: 8.5, centred: true, above: 2 },
            { text: '(Country)', size: 6, centred: true },
            { text: 'See Notes Overleaf', size: 6.5, centred: true, above: 1 },
          ]),
        ],
      ),
    ],
    [
      88,
      columns(
        [0.5, transport],
        [
          0.5,
          box(
            '4',
            'For official use',
            () => [
              {
                text: 'Preferential treatment given under ASEAN-India Free Trade Area preferential tariff',
                tick: true,
                size: 7.2,
              },
              {
                text: 'Preferential treatment not given (please state reason/s)',
                tick: true,
                size: 7.2,
                above: 3,
              },
            ],
            'Signature of authorised signatory of the importing country',
          ),
        ],
      ),
    ],
    ['rest', goodsTable],
    [
      196,
      columns(
        [
          0.44,
          box(
            '11',
            'Declaration by the exporter',
            ({ consignee, exporter, applicationId }) => [
              {
                text: 'The undersigned hereby declares that the above details and statement are correct; that all the goods were produced in',
                size: 7.4,
              },
              { text: 'INDIA', bold: true, centred: true, size: 9, above: 2 },
              { text: '(Country)', centred: true, size: 6 },
              {
                text: 'and that they comply with the origin requirements specified for these goods in the ASEAN-INDIA Free Trade Area Preferential Tariff for the goods exported to',
                size: 7.4,
                above: 2,
              },
              {
                text: printedCountry(consignee.country),
                bold: true,
                centred: true,
                size: 9,
                above: 2,
              },
              { text: '(Importing Country)', centred: true, size: 6 },
              { text: exporter.name, bold: true, size: 7.4, above: 6 },
              { text: `Declared electronically with application ${applicationId}`, size: 6.4 },
            ],
            'Place and date, signature of authorised signatory',
          ),
        ],
        [
          0.56,
          certification(
            '12',
            'Certification',
            () => [
              {
                text: 'It is hereby certified, on the basis of control carried out, that the declaration by the exporter is correct.',
                size: 7.4,
              },
            ],
            'Place and date, signature and stamp of certifying authority',
          ),
        ],
      ),
    ],
  ),
  notes: formAiNotes,
};
