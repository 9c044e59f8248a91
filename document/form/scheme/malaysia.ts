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
import {
  agreement,
  combined,
  document,
  issuedInIndia,
  seeNotes,
  titles,
} from '../layout/titles.ts';

/** The form of the India-Malaysia Comprehensive Economic Cooperation Agreement. */
export const malaysia: Form = consignmentForm({
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
  officialUse: officialUseBox(
    '4',
    'Preferential treatment given under MICECA',
    'Preferential treatment not given (please state reason/s)',
  ),
  goods: itemisedGoods('Origin criterion (see notes overleaf)'),
  declaration: exportersDeclaration(
    '11',
    'the India-Malaysia Comprehensive Economic Cooperation Agreement (MICECA)',
  ),
  certification: certification('12', 'Certification', controlCarriedOut),
  notes: overleaf('12', [
    'India and Malaysia accept this form for the purpose of preferential tariff under the Comprehensive Economic Cooperation Agreement (MICECA).',
    conditions(),
    [
      'Origin criteria, as stated in box 8:',
      'WO: goods wholly obtained or produced in the exporting Party;',
      'QVC[ ] % and CTSH: goods not wholly obtained, with a qualifying value content of at least 35 per cent of the FOB value, the percentage stated in the brackets, whose non-originating materials have undergone a change in tariff subheading;',
      'PSR: goods that meet the rule which the agreement has for that product.',
    ],
    eachItem,
    description('7'),
    exporterMeans('11'),
    officialUse('4'),
    late('ISSUED RETROACTIVELY', '12'),
  ]),
});
