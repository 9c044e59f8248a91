import {
  type Body,
  type Box,
  box,
  type Certification,
  type Paragraph,
  type Part,
  rows,
} from '../form.ts';
import { issuersParticulars } from '../particulars.ts';
import { partyParagraphs, partyText, printedDate, transportParagraphs } from '../wording.ts';

const exporter: Body = ({ exporter: party }) => [
  ...partyParagraphs(party),
  { text: `IEC ${party.iec}` },
];
const consignee: Body = (content) => partyParagraphs(content.consignee);
const producer: Body = (content) =>
  content.producer
    ? partyParagraphs(content.producer)
    : [{ text: 'The exporter named in box 1', size: 7.4 }];

export const exporterBox = (number: string, label: string): Box => box(number, label, exporter);
export const consigneeBox = (number: string, label: string): Box => box(number, label, consignee);
export const producerBox = (number: string, label: string): Box => box(number, label, producer);
export const transportBox = (number: string, label: string): Box =>
  box(number, label, transportParagraphs);

/** Boxes 1 and 2 of the forms that were made after the Generalised System of Preferences' Form A. */
export const consignedFromAndTo: Part = rows(
  [72, exporterBox('1', "Goods consigned from (Exporter's business name, address, country)")],
  [72, consigneeBox('2', "Goods consigned to (Consignee's name, address, country)")],
);

/** For the customs of the importing country: whether preference is given. */
export const officialUseBox = (number: string, given: string, notGiven: string): Box =>
  box(
    number,
    'For official use',
    () => [
      { text: given, tick: 'empty', size: 7.2 },
      { text: notGiven, tick: 'empty', size: 7.2, above: 3 },
    ],
    { foot: 'Signature of authorised signatory of the importing country' },
  );

/** Who drew up the invoice in a third country; crossed out when nobody did. */
export const thirdPartyBox = (number: string, label: string): Box =>
  box(
    number,
    label,
    ({ thirdCountryInvoice: invoice }): Paragraph[] =>
      invoice
        ? [
            { text: partyText(invoice), size: 7.6 },
            { text: `Invoice No. ${invoice.number} of ${printedDate(invoice.date)}`, size: 7.6 },
          ]
        : [],
    { crossed: true },
  );

/** `INDIA`, and below it in small type what the word is. */
export const named = (text: string, what: string): Paragraph[] => [
  { text, bold: true, centred: true, size: 9, above: 2 },
  { text: what, centred: true, size: 6 },
];

/** Under whose name the declaration was made: signed with the application, not on the paper. */
export const declarant: Body = (content) => [
  { text: content.exporter.name, bold: true, size: 7.4, above: 6 },
  { text: `Declared electronically with application ${content.applicationId}`, size: 6.4 },
];

/** The box with the office's stamp and the officer's signature. */
export const certification = (
  number: string,
  label: string,
  text: string,
  more: Partial<Pick<Certification, 'particulars' | 'foot'>> = {},
): Certification => ({
  kind: 'certification',
  number,
  label,
  body: () => [{ text, size: 7.4 }],
  particulars: issuersParticulars,
  foot: 'Place and date, signature and stamp of certifying authority',
  ...more,
});

export const controlCarriedOut =
  'It is hereby certified, on the basis of control carried out, that the declaration by the exporter is correct.';
