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
  formName,
  issuedInIndia,
  seeNotes,
  titles,
} from '../layout/titles.ts';

/** Form FTA of the Early Harvest Scheme between India and Thailand. */
export const thailand: Form = consignmentForm({
  title: 'India-Thailand Free Trade Area, Early Harvest Scheme, Certificate of Origin, Form FTA',
  source:
    'Layout of Form AI, by which the same two countries trade: that of Notification 101/2004-Customs (N.T.) was not seen',
  confirmed: false,
  wording: { copies: 'Original (three copies)' },
  titles: titles(
    agreement('INDIA-THAILAND FREE TRADE AREA'),
    agreement('EARLY HARVEST SCHEME'),
    document('CERTIFICATE OF ORIGIN'),
    combined,
    formName('FORM FTA'),
    issuedInIndia,
    seeNotes,
  ),
  officialUse: officialUseBox(
    '4',
    'Preferential treatment given under the Early Harvest Scheme',
    'Preferential treatment not given (please state reason/s)',
  ),
  goods: itemisedGoods('Origin criterion (see notes overleaf)'),
  declaration: exportersDeclaration(
    '11',
    'the Early Harvest Scheme of the India-Thailand Free Trade Area',
  ),
  certification: certification('12', 'Certification', controlCarriedOut),
  notes: overleaf('12', [
    'India and Thailand accept this form for the purpose of preferential tariff under the Early Harvest Scheme of the Framework Agreement for Establishing a Free Trade Area.',
    conditions(),
    [
      'Origin criteria, as stated in box 8, by the Interim Rules of Origin:',
      'WO: goods wholly produced or obtained in the exporting Party;',
      'LVAC n% + CTH: goods with a local value added content of n per cent of the FOB value whose non-originating materials have undergone a change in tariff heading;',
      'PSR: goods that meet the rule which the scheme has for that product.',
    ],
    eachItem,
    description('7'),
    exporterMeans('11'),
    officialUse('4'),
    late('ISSUED RETROACTIVELY', '12'),
  ]),
});
