import type { Form } from '../form.ts';
import { itemisedForm } from '../layout/itemised-form.ts';
import { whollyObtained } from '../layout/notes.ts';
import {
  agreement,
  combined,
  document,
  formName,
  issuedInIndia,
  seeNotes,
  titles,
} from '../layout/titles.ts';

/** Form AI of the ASEAN-India Trade in Goods Agreement, box for box. */
export const formAi: Form = itemisedForm({
  title: 'ASEAN-India Free Trade Area Preferential Tariff Certificate of Origin, Form AI',
  source:
    'AIFTA Rules of Origin 2009, attachment to the operational certification procedures; certificates in use, 2020 and 2023',
  confirmed: true,
  titles: titles(
    agreement('ASEAN-INDIA FREE TRADE AREA'),
    agreement('PREFERENTIAL TARIFF'),
    document('CERTIFICATE OF ORIGIN'),
    combined,
    formName('FORM AI'),
    issuedInIndia,
    seeNotes,
  ),
  given: 'Preferential treatment given under ASEAN-India Free Trade Area preferential tariff',
  rules: 'the ASEAN-INDIA Free Trade Area Preferential Tariff',
  acceptedBy:
    'Parties which accept this form for the purpose of preferential tariff under the ASEAN-India Free Trade Area: Brunei Darussalam, Cambodia, India, Indonesia, Lao PDR, Malaysia, Myanmar, Philippines, Singapore, Thailand, Viet Nam.',
  criteria: [
    'Origin criteria, as stated in box 8:',
    whollyObtained,
    'RVC [ ] %+CTSH: goods not wholly obtained, with an AIFTA content of at least 35 per cent of the FOB value, the percentage stated in the brackets, whose non-originating materials have undergone a change in tariff subheading.',
  ],
  thirdCountryInvoicing:
    'Third country invoicing: where invoices are issued by a third country, the name, address and country of the company that issues them are stated in box 7.',
});
