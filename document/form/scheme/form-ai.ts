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

/** Form AI of the ASEAN-India Trade in Goods Agreement, box for box. */
export const formAi: Form = consignmentForm({
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
  officialUse: officialUseBox(
    '4',
    'Preferential treatment given under ASEAN-India Free Trade Area preferential tariff',
    'Preferential treatment not given (please state reason/s)',
  ),
  goods: itemisedGoods('Origin criterion (see notes overleaf)'),
  declaration: exportersDeclaration('11', 'the ASEAN-INDIA Free Trade Area Preferential Tariff'),
  certification: certification('12', 'Certification', controlCarriedOut),
  notes: overleaf('12', [
    'Parties which accept this form for the purpose of preferential tariff under the ASEAN-India Free Trade Area: Brunei Darussalam, Cambodia, India, Indonesia, Lao PDR, Malaysia, Myanmar, Philippines, Singapore, Thailand, Viet Nam.',
    conditions(),
    [
      'Origin criteria, as stated in box 8:',
      'WO: goods wholly obtained or produced in the exporting Party;',
      'RVC [ ] %+CTSH: goods not wholly obtained, with an AIFTA content of at least 35 per cent of the FOB value, the percentage stated in the brackets, whose non-originating materials have undergone a change in tariff subheading.',
    ],
    eachItem,
    description('7'),
    exporterMeans('11'),
    officialUse('4'),
    'Third country invoicing: where invoices are issued by a third country, the name, address and country of the company that issues them are stated in box 7.',
    late('ISSUED RETROACTIVELY', '12'),
  ]),
});
