import type { Form } from '../form.ts';
import { itemisedForm } from '../layout/itemised-form.ts';
import { productSpecific, whollyObtained } from '../layout/notes.ts';
import { agreement, combined, issuedInIndia, seeNotes, titles } from '../layout/titles.ts';

/** The form of the India-Singapore Comprehensive Economic Cooperation Agreement. */
export const singapore: Form = itemisedForm({
  title: 'India-Singapore Comprehensive Economic Co-operation Agreement, Certificate of Origin',
  source:
    'ISCECA Rules of Origin 2005, attachment as replaced by Notification 79/2018-Customs (N.T.); Singapore S 575/2018',
  confirmed: true,
  wording: { copies: 'Original (Duplicate/Triplicate/Quadruplicate)' },
  titles: titles(
    agreement('INDIA-SINGAPORE'),
    agreement('COMPREHENSIVE ECONOMIC'),
    agreement('CO-OPERATION AGREEMENT'),
    combined,
    issuedInIndia,
    seeNotes,
  ),
  given: 'Preferential Treatment Given Under ISCECA',
  notGiven: 'Preferential Treatment Not Given (Please state reason/s)',
  criterion: 'Origin criterion (see Notes overleaf)',
  rules: 'the ISCECA',
  foot: 'Place and date, signature and stamp of Issuing Authority',
  acceptedBy:
    'India and Singapore accept this form for the purpose of preferential treatment under the Comprehensive Economic Cooperation Agreement (ISCECA).',
  criteria: [
    'Origin criteria, as stated in box 8:',
    whollyObtained,
    'RVC n% + CTSH: goods with materials of other or undetermined origin of at most 65 per cent of the FOB value, so that n is at least 35, which have undergone a change in tariff subheading;',
    productSpecific,
  ],
});
