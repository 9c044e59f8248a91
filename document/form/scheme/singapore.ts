import type { Form } from '../form.ts';
import { certification, controlCarriedOut, officialUseBox } from '../layout/boxes.ts';
import { consignmentForm, exportersDeclaration } from '../layout/consignment-form.ts';
import {
  conditions,
  description,
  eachItem,
  exporterMeans,
  late,
  officialUse,
  overleaf,
} from '../layout/notes.ts';
import { itemisedGoods } from '../layout/preferential-goods.ts';
import { agreement, combined, issuedInIndia, seeNotes, titles } from '../layout/titles.ts';

/** The form of the India-Singapore Comprehensive Economic Cooperation Agreement. */
export const singapore: Form = consignmentForm({
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
  officialUse: officialUseBox(
    '4',
    'Preferential Treatment Given Under ISCECA',
    'Preferential Treatment Not Given (Please state reason/s)',
  ),
  goods: itemisedGoods('Origin criterion (see Notes overleaf)'),
  declaration: exportersDeclaration('11', 'the ISCECA'),
  certification: certification('12', 'Certification', controlCarriedOut, {
    foot: 'Place and date, signature and stamp of Issuing Authority',
  }),
  notes: overleaf('12', [
    'India and Singapore accept this form for the purpose of preferential treatment under the Comprehensive Economic Cooperation Agreement (ISCECA).',
    conditions(),
    [
      'Origin criteria, as stated in box 8:',
      'WO: goods wholly obtained or produced in the exporting Party;',
      'RVC n% + CTSH: goods with materials of other or undetermined origin of at most 65 per cent of the FOB value, so that n is at least 35, which have undergone a change in tariff subheading;',
      'PSR: goods that meet the rule which the agreement has for that product.',
    ],
    eachItem,
    description('7'),
    exporterMeans('11'),
    officialUse('4'),
    late('ISSUED RETROACTIVELY', '12'),
  ]),
});
