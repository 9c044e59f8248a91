import type { Form } from '../form.ts';
import { annexForm } from '../layout/annex-form.ts';
import { eachItem, oneImport, overleaf, productSpecific, whollyObtained } from '../layout/notes.ts';
import { invoicedElsewhere, issuedLate } from '../layout/remark-ticks.ts';
import { agreement, document, issuedInIndia, seeNotes, titles } from '../layout/titles.ts';

/** The Economic Cooperation and Trade Agreement with Australia. */
export const australia: Form = annexForm({
  title: 'India-Australia Economic Cooperation and Trade Agreement, Certificate of Origin',
  source:
    'Content by Annexure A of Notification 112/2022-Customs (N.T.) and its rules 16 and 19, in the layout of the India-UAE certificate: the order of the boxes was not seen',
  confirmed: false,
  wording: { reference: 'Certificate No.' },
  titles: titles(
    agreement('INDIA-AUSTRALIA ECONOMIC COOPERATION'),
    agreement('AND TRADE AGREEMENT (Ind-Aus ECTA)'),
    document('CERTIFICATE OF ORIGIN'),
    issuedInIndia,
    seeNotes,
  ),
  exporter: "Exporter's Name, Address and Country",
  producer: "Producer's Name, Address and Country",
  importer: "Importer's or Consignee's Name, Address and Country",
  transport: 'Means of transport and route (as far as known)',
  criterion: 'Origin criterion (see overleaf note)',
  quantity: 'Gross weight or other quantity',
  remarks: {
    label: 'Remarks',
    ticks: [issuedLate('ISSUED RETROSPECTIVELY'), invoicedElsewhere('Non-party invoicing')],
  },
  thirdParty: 'Non-party invoicing: name, address and country of the company issuing the invoice',
  notes: overleaf('12', [
    [
      'Origin criteria, as stated in box 6, without the sign for per cent:',
      whollyObtained,
      'CTSH + QVC n build-up, or build-down: goods whose non-originating materials have undergone a change in tariff subheading, with a qualifying value content of n, which is at least 35 by the build-up and at least 45 by the build-down formula, of the FOB value;',
      productSpecific,
    ],
    eachItem,
    'A certificate issued more than five working days after the date of exportation is marked ISSUED RETROSPECTIVELY in box 9, and box 12 states the export document number.',
    oneImport,
  ]),
});
