import type { Form } from '../form.ts';
import { type AnnexForm, annexForm } from '../layout/annex-form.ts';
import { oneImport, overleaf, productSpecific, whollyObtained } from '../layout/notes.ts';
import { invoicedElsewhere, issuedLate } from '../layout/remark-ticks.ts';
import { agreement, document, issuedInIndia, seeNotes, titles } from '../layout/titles.ts';

const partyLabels = {
  exporter: "Exporter's Name, Address and Country",
  importer: "Importer's or Consignee's Name, Address and Country",
  transport: 'Transport details',
};
const quantity = 'Gross Weight or other Quantity';

/** The Comprehensive Economic Partnership Agreement between India and Japan. */
export const japan: Form = annexForm({
  title: 'India-Japan Comprehensive Economic Partnership Agreement, Certificate of Origin',
  source: 'IJCEPA operational certification procedures; a certificate in use, 2024',
  confirmed: true,
  titles: titles(
    agreement('COMPREHENSIVE ECONOMIC'),
    agreement('PARTNERSHIP AGREEMENT BETWEEN'),
    agreement('THE REPUBLIC OF INDIA AND JAPAN'),
    document('CERTIFICATE OF ORIGIN'),
    issuedInIndia,
  ),
  exporter: partyLabels.exporter,
  importer: "Importer's Name, Address and Country",
  transport: 'Transport details (means and route) (as far as known)',
  criterion: 'Preference criterion',
  quantity: 'Quantity',
  remarks: {
    label: 'Remarks',
    ticks: [invoicedElsewhere('Third Country Invoicing'), issuedLate('ISSUED RETROACTIVELY')],
  },
  notes: overleaf('10', [
    'Parties which accept this form for the purpose of preferential tariff treatment under the Agreement: India and Japan.',
    [
      'General conditions. Goods exported to India or Japan must',
      'fall within a description of goods, with its tariff number, that is eligible for concession there;',
      'meet one of the preference criteria below (article 27); and',
      'meet the consignment criteria (article 34).',
    ],
    [
      'Preference criteria, as stated in box 5:',
      'A: goods wholly obtained or produced entirely in the Party (article 28);',
      'B: goods not wholly obtained that meet the general rule;',
      'C: goods that meet the rule which the agreement has for that product.',
    ],
    'Third country invoicing: where the invoice is issued in a third country, the box is marked in box 8, and who issues it is stated there.',
    'A certificate issued after the time that the agreement allows is marked ISSUED RETROACTIVELY in box 8.',
  ]),
});

/** The Comprehensive Economic Cooperation and Partnership Agreement with Mauritius. */
export const mauritius: Form = annexForm({
  title: 'Agreement between India and Mauritius, Certificate of Origin',
  source: 'CECPA Rules of Origin, Notification 38/2021-Customs (N.T.), rule 14 and Annex 5',
  confirmed: true,
  wording: { paper: 'light pink' },
  titles: titles(
    agreement('AGREEMENT BETWEEN'),
    agreement('INDIA AND MAURITIUS'),
    document('CERTIFICATE OF ORIGIN'),
    issuedInIndia,
    seeNotes,
  ),
  ...partyLabels,
  importer: "Importer's [consignee's] Name, Address and Country",
  criterion: 'ORIGIN criterion (see overleaf note)',
  quantity,
  remarks: { label: 'Remarks', ticks: [issuedLate('ISSUED RETROSPECTIVELY')] },
  notes: overleaf('10', [
    ['Origin criteria, as stated in box 5:', whollyObtained, productSpecific],
    'Third party invoicing: where another than the exporter issues the invoice, the name, address and country of who issues it, with number and date, are stated in box 8.',
    'A certificate issued after the shipment is marked ISSUED RETROSPECTIVELY in box 8.',
    oneImport,
  ]),
});

/** What the form of Oman is taken to have as that of the United Arab Emirates has it. */
const asEmirates = {
  ...partyLabels,
  producer: "Manufacturer's Name, Address and Country",
  criterion: 'ORIGIN criterion (see overleaf note); Cumulation',
  cumulation: true,
  quantity,
  remarks: { label: 'Remarks', ticks: [issuedLate('ISSUED RETROSPECTIVELY')] },
  thirdParty: 'Third-Party Invoicing: Name, Address and Country',
} satisfies Partial<AnnexForm>;

/** The Comprehensive Economic Partnership Agreement with the United Arab Emirates. */
export const emirates: Form = annexForm({
  title: 'Agreement between India and UAE, Certificate of Origin',
  source: 'India-UAE Rules of Origin, Notification 39/2022-Customs (N.T.), Annexure E',
  confirmed: true,
  titles: titles(
    agreement('AGREEMENT BETWEEN INDIA AND UAE'),
    document('CERTIFICATE OF ORIGIN'),
    issuedInIndia,
    seeNotes,
  ),
  ...asEmirates,
  notes: overleaf('12', [
    [
      'Origin criteria, as stated in box 6 (which the overleaf note of the agreement calls box 5):',
      whollyObtained,
      productSpecific,
    ],
    'A certificate issued after the time that the agreement allows is marked ISSUED RETROSPECTIVELY in box 9.',
    oneImport,
  ]),
});

/** The Comprehensive Economic Partnership Agreement with Oman, issued by agencies alone. */
export const oman: Form = annexForm({
  title:
    'Comprehensive Economic Partnership Agreement between India and Oman, Certificate of Origin',
  source:
    'Layout of the India-UAE certificate, an agreement of the same build: that of Notification 48/2026-Customs (N.T.) was not seen',
  confirmed: false,
  titles: titles(
    agreement('COMPREHENSIVE ECONOMIC'),
    agreement('PARTNERSHIP AGREEMENT'),
    agreement('BETWEEN INDIA AND OMAN'),
    document('CERTIFICATE OF ORIGIN'),
    issuedInIndia,
    seeNotes,
  ),
  ...asEmirates,
  notes: overleaf('12', [
    ['Origin criteria, as stated in box 6:', whollyObtained, productSpecific],
    oneImport,
  ]),
});
