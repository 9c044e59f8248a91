import type { Certification, Form } from '../form.ts';
import { type AnnexForm, annexForm } from '../layout/annex-form.ts';
import {
  type Note,
  oneImport,
  overleaf,
  productSpecific,
  whollyObtained,
} from '../layout/notes.ts';
import { invoicedElsewhere, issuedLate } from '../layout/remark-ticks.ts';
import { agreement, document, issuedInIndia, seeNotes, titles } from '../layout/titles.ts';
import { declarersParticulars } from '../particulars.ts';

const labels = {
  exporter: "Exporter's Name, Address and Country",
  producer: "Producer's Name, Address and Country",
  importer: "Importer's or Consignee's Name, Address and Country",
  transport: 'Transport details (as far as known)',
  criterion: 'Origin criterion (see overleaf note)',
  quantity: 'Gross weight or other quantity',
  remarks: {
    label: 'Remarks',
    ticks: [invoicedElsewhere('Third-party invoicing')],
  },
  thirdParty: 'Third-party invoicing: name, address and country',
} satisfies Partial<AnnexForm>;

const efta = [
  agreement('INDIA-EFTA TRADE AND ECONOMIC'),
  agreement('PARTNERSHIP AGREEMENT (TEPA)'),
];
const eftaCriteria: Note = [
  'Origin criteria, as stated in box 6:',
  whollyObtained,
  productSpecific,
];
const eftaParties =
  'Parties which accept this proof of origin: India and the EFTA States, that is Iceland, Liechtenstein, Norway and Switzerland. It is valid for twelve months.';

/** The Trade and Economic Partnership Agreement with the EFTA States, issued by an agency. */
export const eftaAgency: Form = annexForm({
  ...labels,
  title: 'India-EFTA Trade and Economic Partnership Agreement, Certificate of Origin',
  source:
    'Layout of the India-UAE certificate: that of Notification 59/2025-Customs (N.T.) was not seen',
  confirmed: false,
  titles: titles(efta, document('CERTIFICATE OF ORIGIN'), issuedInIndia, seeNotes),
  notes: overleaf('12', [eftaParties, eftaCriteria]),
});

/** No agency certifies: who signs beside the QR code is the exporter. */
const exportersSignature = (number: string): Certification => ({
  kind: 'certification',
  number,
  label: 'Signature of the exporter',
  body: () => [
    {
      text: 'Self-declared by the exporter, who alone answers for it: no agency has certified this declaration.',
      size: 7.4,
    },
  ],
  particulars: declarersParticulars,
  foot: "Place and date, signature of the exporter's authorised signatory",
});

/** The same agreement, declared by the exporter. */
export const eftaSelf: Form = annexForm({
  ...labels,
  title: 'India-EFTA Trade and Economic Partnership Agreement, Self-declared Certificate of Origin',
  source:
    "Layout of the India-UAE certificate, with the exporter's signature where the agency's would be: that of Notification 59/2025-Customs (N.T.) was not seen",
  confirmed: false,
  wording: { issuer: 'exporter' },
  titles: titles(
    efta,
    document('SELF-DECLARED'),
    document('CERTIFICATE OF ORIGIN'),
    issuedInIndia,
    seeNotes,
  ),
  certification: exportersSignature,
  notes: overleaf('12', [
    eftaParties,
    eftaCriteria,
    "The exporter declares the origin under the exporter's own responsibility, keeps the proofs for five years and shows them when customs ask.",
  ]),
});

/** The Comprehensive Economic and Trade Agreement with the United Kingdom. */
export const unitedKingdom: Form = annexForm({
  ...labels,
  remarks: {
    label: 'Remarks',
    ticks: [issuedLate('ISSUED RETROSPECTIVELY'), invoicedElsewhere('Third-party invoicing')],
  },
  title: 'India-United Kingdom Comprehensive Economic and Trade Agreement, Certificate of Origin',
  source:
    'Layout of the India-UAE certificate: that of Annex 3C of the agreement (Notification 62/2026-Customs (N.T.)) was not seen',
  confirmed: false,
  titles: titles(
    agreement('COMPREHENSIVE ECONOMIC AND'),
    agreement('TRADE AGREEMENT BETWEEN INDIA'),
    agreement('AND THE UNITED KINGDOM'),
    document('CERTIFICATE OF ORIGIN'),
    issuedInIndia,
    seeNotes,
  ),
  notes: overleaf('12', [
    [
      'Origin criteria, as stated in box 6. Goods originate that are',
      'wholly obtained or produced entirely in the territory of one or both Parties (WO);',
      'produced entirely there from originating materials alone (PE); or',
      'produced entirely there and meet the rule which the agreement has for that product (PSR).',
    ],
    oneImport,
  ]),
});
