import type { Form } from '../form.ts';
import { itemisedForm } from '../layout/itemised-form.ts';
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
export const thailand: Form = itemisedForm({
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
  given: 'Preferential treatment given under the Early Harvest Scheme',
  rules: 'the Early Harvest Scheme of the India-Thailand Free Trade Area',
  acceptedBy:
    'India and Thailand accept this form for the purpose of preferential tariff under the Early Harvest Scheme of the Framework Agreement for Establishing a Free Trade Area.',
  criteria: [
    'Origin criteria, as stated in box 8, by the Interim Rules of Origin:',
    'WO: goods wholly produced or obtained in the exporting Party;',
    'LVAC n% + CTH: goods with a local value added content of n per cent of the FOB value whose non-originating materials have undergone a change in tariff heading;',
    'PSR: goods that meet the rule which the scheme has for that product.',
  ],
});
