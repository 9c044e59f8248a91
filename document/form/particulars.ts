import type { Body, Paragraph } from './form.ts';
import { together } from './form.ts';
import { exportDocumentText, printedDate } from './wording.ts';

const size = 7.2;

/** A true copy's words, above its original's day: by whom it was made, and when. */
export const copied: Body = ({ officer }, copy): Paragraph[] =>
  copy
    ? [
        { text: copy.words, bold: true, size: 9 },
        {
          text: `made on ${printedDate(copy.on)}; original signed by ${officer.name}`,
          size: 6.4,
        },
      ]
    : [];

/** Marks such as ISSUED RETROACTIVELY, in capitals as they come. */
export const endorsed: Body = ({ endorsements }) =>
  endorsements.map((text) => ({ text, bold: true, size: 9 }));

export const inLieu: Body = ({ inLieuOf }) =>
  inLieuOf
    ? [
        {
          text: `IN LIEU OF ${inLieuOf.number} of ${printedDate(inLieuOf.issuedOn)}`,
          bold: true,
          size,
        },
      ]
    : [];

const validity: Body = ({ validUntil }) =>
  validUntil ? [{ text: `Valid until ${printedDate(validUntil)}`, size }] : [];

const issuedBy: Body = ({ office, issuedOn }) => [
  { text: office.name, bold: true, size, above: 1 },
  { text: `${office.place}, ${printedDate(issuedOn)}`, size },
];

const exportDocumentNumber: Body = (content) => [
  { text: `Export Document Number: ${exportDocumentText(content)}`, size },
];

/** As the annexes of newer agreements name them one by one. */
const namedOneByOne: Body = (content) => [
  { text: `Issuing Authority: ${content.office.name}`, bold: true, size, above: 1 },
  { text: `Place and Date: ${content.office.place}, ${printedDate(content.issuedOn)}`, size },
];

/** Above the officer's signature, with the endorsements. */
export const issuersParticulars = together(copied, endorsed, inLieu, issuedBy, validity);

/** The same without the endorsements, where the form has another box for them. */
export const issuersParticularsAlone = together(copied, inLieu, issuedBy, validity);

/** With the export document's number and each thing by its name; endorsements have their own box. */
export const annexParticulars = together(
  copied,
  inLieu,
  exportDocumentNumber,
  namedOneByOne,
  validity,
);

/** The exporter's own, on a certificate that no agency issues. */
const declaredBy: Body = ({ exporter, office, issuedOn }) => [
  { text: exporter.name, bold: true, size, above: 1 },
  { text: `IEC ${exporter.iec}`, size },
  { text: `Place and Date: ${office.place}, ${printedDate(issuedOn)}`, size },
];

/** Above the signature of an exporter who declares the origin alone. */
export const declarersParticulars = together(
  copied,
  inLieu,
  exportDocumentNumber,
  declaredBy,
  validity,
);
