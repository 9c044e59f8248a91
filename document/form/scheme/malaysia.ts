import type { Form } from '../form.ts';
import { itemisedForm } from '../layout/itemised-form.ts';
import { productSpecific, whollyObtained } from '../layout/notes.ts';
import {
  agreement,
  combined,
  document,
  issuedInIndia,
  seeNotes,
  titles,
} from '../layout/titles.ts';

/** The form of the India-Malaysia Comprehensive Economic Cooperation Agreement. */
export const malaysia: Form = itemisedForm({
  title: 'India-Malaysia Comprehensive Economic Cooperation Agreement, Certificate of Origin',
  source:
    'Layout of Form AI, on which India and Malaysia trade too: that of Notification 43/2011-Customs (N.T.) was not seen',
  confirmed: false,
  titles: titles(
    agreement('INDIA-MALAYSIA COMPREHENSIVE'),
    agreement('ECONOMIC COOPERATION AGREEMENT'),
    document('CERTIFICATE OF ORIGIN'),
    combined,
    issuedInIndia,
    seeNotes,
  ),
  given: 'Preferential treatment given under MICECA',
  rules: 'the India-Malaysia Comprehensive Economic Cooperation Agreement (MICECA)',
  acceptedBy:
    'India and Malaysia accept this form for the purpose of preferential tariff under the Comprehensive Economic Cooperation Agreement (MICECA).',
  criteria: [
    'Origin criteria, as stated in box 8:',
    whollyObtained,
    'QVC[ ] % and CTSH: goods not wholly obtained, with a qualifying value content of at least 35 per cent of the FOB value, the percentage stated in the brackets, whose non-originating materials have undergone a change in tariff subheading;',
    productSpecific,
  ],
});
