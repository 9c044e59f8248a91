import type { Form } from '../form.ts';
import { latinAmericaForm } from '../layout/latin-america-form.ts';
import { agreement, document, issuedInIndia, titles } from '../layout/titles.ts';

/** The Preferential Trade Agreement with MERCOSUR: the form that both sides agreed upon. */
export const mercosur: Form = latinAmericaForm({
  title: 'India-MERCOSUR Preferential Trade Agreement, Certificate of Origin',
  source:
    'India-MERCOSUR Rules of Origin, Notification 56/2009-Customs (N.T.), Appendix I; Brazil, Portaria SECEX 22/2009',
  confirmed: true,
  titles: titles(
    { text: 'FORM AGREED UPON BY INDIA AND MERCOSUR', size: 6.5, centred: true },
    { text: 'FOR THE ORIGIN CERTIFICATE', size: 6.5, centred: true },
    document('CERTIFICATE OF ORIGIN'),
    agreement('India-Mercosur PTA'),
    issuedInIndia,
  ),
  agreement: 'India-Mercosur PTA',
  conditions: [
    'comply with the India-Mercosur PTA Rules of Origin; and',
    'comply with the consignment conditions of those rules: in general, be consigned directly (rule 13).',
  ],
  letters: [
    'A: products wholly produced or obtained in the exporting Signatory Party (rule 4);',
    'B, followed by a percentage: products not wholly produced; the percentage is the value of inputs of other or undetermined origin in the FOB value;',
    'C, followed by a percentage: products that meet the rule of cumulation; the percentage is the aggregate content originating in the Signatory Parties in the FOB value.',
  ],
});

/** The Preferential Trade Agreement with Chile, as expanded in 2017. */
export const chile: Form = latinAmericaForm({
  title: 'India-Chile Preferential Trade Agreement, Certificate of Origin',
  source:
    'Layout of the India-MERCOSUR certificate, the agreement next in time and place: that of Notification 84/2007-Customs (N.T.) was not seen',
  confirmed: false,
  titles: titles(
    agreement('PREFERENTIAL TRADE AGREEMENT'),
    agreement('BETWEEN INDIA AND CHILE'),
    document('CERTIFICATE OF ORIGIN'),
    issuedInIndia,
  ),
  agreement: 'India-Chile PTA',
  conditions: [
    'comply with its rules of origin; and',
    'be consigned directly, as those rules require.',
  ],
  letters: [
    'A: products wholly produced or obtained in the exporting Party;',
    'B, followed by a percentage: products not wholly produced; the percentage is the value of inputs of other or undetermined origin in the FOB value;',
    'PSR: products that meet the rule which the agreement has for them.',
  ],
});
