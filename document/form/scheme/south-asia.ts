import { box, type Form, together } from '../form.ts';
import { saptaForm } from '../layout/sapta-form.ts';
import { copied, endorsed } from '../particulars.ts';

/** The South Asian Free Trade Area. */
export const safta: Form = saptaForm({
  title: 'South Asian Free Trade Area (SAFTA), Certificate of Origin',
  source:
    'Layout of the SAPTA certificate, whose order it keeps, with box 13 of the SAFTA operational certification procedures: the form itself was not seen',
  confirmed: false,
  agreement: ['SOUTH ASIAN FREE TRADE AREA', '(SAFTA)'],
  rules: 'SAFTA',
  tariffDigits: 6,
  last: box(
    '13',
    'Issued retrospectively, or certified true copy',
    together((content, copy) => copied(content, copy).slice(0, 1), endorsed),
    { crossed: true },
  ),
  letters: [
    'A: products wholly produced or obtained in the exporting Contracting State;',
    'B, followed by a percentage: products that meet the single-country rule (rule 8); the percentage is the value of materials of other or undetermined origin in the FOB value;',
    'C, followed by a percentage: products that meet the rule of regional cumulation (rule 9); the percentage is the aggregate content originating in the Contracting States in the FOB value;',
    'D, followed by a percentage: products that meet a product-specific rule (rule 10); the percentage is that of materials of other origin in the FOB value.',
  ],
  notes: [
    'Box 13 takes the words ISSUED RETROSPECTIVELY on a certificate that was issued after the shipment, and CERTIFIED TRUE COPY, with the day of the original, on the copy of one that was lost.',
  ],
});

/** The Asia-Pacific Trade Agreement, once the Bangkok Agreement. */
export const apta: Form = saptaForm({
  title: 'Asia-Pacific Trade Agreement, Certificate of Origin',
  source:
    'Asia-Pacific Trade Agreement, sample certificate of origin with its notes for completing',
  confirmed: true,
  agreement: ['CERTIFICATE OF ORIGIN', 'Asia-Pacific Trade Agreement'],
  rules: 'the Asia-Pacific Trade Agreement',
  tariffDigits: 4,
  officialUseFirst: true,
  letters: [
    'A: products wholly grown, produced or obtained in the exporting Participating State;',
    'B, followed by a percentage: products made with materials of other or undetermined origin; the percentage is their value in the FOB value, at most 55 per cent (65 for a least developed country);',
    'C, followed by a percentage: products that meet the rule of cumulation; the percentage is the aggregate content originating in the Participating States in the FOB value, at least 60 per cent (50 for a least developed country);',
    'D: products that meet special criteria.',
  ],
  notes: [
    'Box 5 takes the four-digit heading of the Harmonized System for each item; box 7 says its subheading.',
  ],
});

const lettersOfTwoParties = [
  'A: products wholly produced or obtained in the exporting Contracting Party;',
  'B, followed by a percentage: products made with materials of other or undetermined origin; the percentage is their value in the FOB value;',
  'C, followed by a percentage: products that meet the rule of cumulation; the percentage is the aggregate content originating in both Contracting Parties in the FOB value.',
];

/** The Free Trade Agreement between India and Sri Lanka. */
export const isfta: Form = saptaForm({
  title: 'Indo-Sri Lanka Free Trade Agreement (ISFTA), Certificate of Origin',
  source: 'ISFTA Rules of Origin 2000, certificate of origin annexed to rule 14',
  confirmed: true,
  agreement: ['INDO-SRI LANKA', 'FREE TRADE AGREEMENT (ISFTA)'],
  rules: 'ISFTA',
  tariffDigits: 6,
  letters: lettersOfTwoParties,
});

/** The Preferential Trade Agreement between India and Afghanistan. */
export const afghanistan: Form = saptaForm({
  title: 'India-Afghanistan Preferential Trade Agreement, Certificate of Origin',
  source:
    'Layout of the ISFTA certificate, an agreement of the same years and wording: the form of its own rules (Notification 33/2003-Customs (N.T.)) was not seen',
  confirmed: false,
  agreement: ['INDIA-AFGHANISTAN', 'PREFERENTIAL TRADE AGREEMENT'],
  rules: 'the India-Afghanistan Preferential Trade Agreement',
  tariffDigits: 6,
  letters: lettersOfTwoParties,
});

/** The Global System of Trade Preferences among Developing Countries. */
export const gstp: Form = saptaForm({
  title: 'Global System of Trade Preferences, Certificate of Origin',
  source: 'GSTP Rules of Origin 1989, annexure to paragraph 7',
  confirmed: true,
  agreement: ['GLOBAL SYSTEM OF', 'TRADE PREFERENCES'],
  rules: 'the Global System of Trade Preferences',
  tariffDigits: 6,
  letters: [
    'A: products wholly produced or obtained in the exporting participant;',
    'B, followed by a percentage: products made with materials of other or undetermined origin; the percentage is their value in the FOB value, at most 50 per cent;',
    'C, followed by a percentage: products that meet the rule of cumulation; the percentage is the aggregate content originating in participants in the FOB value, at least 60 per cent;',
    'D: products that meet the special criteria for least developed countries.',
  ],
});
