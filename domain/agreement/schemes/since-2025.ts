import { cumulatedRoute, sourced } from '../rule-parts.ts';
import type { Scheme } from '../scheme.ts';
import {
  byAgencies,
  lateAfter,
  noDeMinimis,
  since,
  usual,
  usualLateness,
  usualValidity,
} from './usual.ts';

const invoiceAsBefore = sourced(
  true,
  'not found: as in the agreements of 2021 and 2022',
  'inferred',
);

const tepaRules = 'India-EFTA TEPA Rules of Origin 2025 (Notification 59/2025-Customs (N.T.))';
const tepaNotice = 'Trade Notice 13/2025-26 of 30.09.2025';
const tepaLetters = `${tepaRules}; the letters as in the agreements of 2021 and 2022`;

/** What both modes of the India-EFTA Trade and Economic Partnership Agreement share. */
const tepa = {
  ...usual,
  agreement: 'EFTATEPA',
  inForce: since('2025-10-01', tepaNotice, 'found'),
  partners: ['CH', 'IS', 'LI', 'NO'],
  validity: sourced({ months: 12 }, tepaRules, 'found'),
  retrospective: sourced(
    lateAfter(5, 'working-days', { months: 12 }, null),
    `${tepaRules}: within five working days, else within a year; words to print were not found`,
    'found',
  ),
  thirdCountryInvoicing: invoiceAsBefore,
  cumulation: sourced('bilateral', `${tepaRules}: India and the EFTA states`, 'found'),
  deMinimis: sourced({ percent: '10', exceptChapters: [] }, tepaRules, 'found'),
  whollyObtained: sourced({ criterion: 'WO' }, tepaLetters, 'inferred'),
  rule: {
    originatingMaterials: null,
    routes: [],
    productSpecific: { criterion: sourced('PSR', tepaLetters, 'inferred'), cumulated: true },
  },
} satisfies Partial<Scheme>;

/** The certificate that an agency issues. */
export const eftaTepaAgency: Scheme = {
  ...tepa,
  code: 'EFTATEPA-AGENCY',
  name: 'India-EFTA Trade and Economic Partnership Agreement (agency issued)',
  formName: 'Certificate of Origin India-EFTA TEPA',
  issuing: byAgencies('2B'),
};

/** The certificate that the exporter declares, signs and makes out himself. */
export const eftaTepaSelf: Scheme = {
  ...tepa,
  code: 'EFTATEPA-SELF',
  name: 'India-EFTA Trade and Economic Partnership Agreement (self-declaration)',
  formName: 'Self-declared Certificate of Origin',
  issuing: sourced({ by: 'exporter' }, tepaNotice, 'found'),
};

const omanRules = 'India-Oman CEPA Rules of Origin 2026 (Notification 48/2026-Customs (N.T.))';
const omanLetters = `${omanRules}; the letters as in the agreements of 2021 and 2022`;

/** India-Oman Comprehensive Economic Partnership Agreement: by product alone, issued by agencies. */
export const indiaOman: Scheme = {
  ...usual,
  code: 'INOMCEPA',
  agreement: 'INOMCEPA',
  name: 'India-Oman Comprehensive Economic Partnership Agreement',
  formName: 'Certificate of Origin India-Oman CEPA (agency issued only)',
  issuing: byAgencies('2B'),
  inForce: since('2026-06-01', omanRules, 'found'),
  partners: ['OM'],
  validity: sourced({ months: 12 }, omanRules, 'found'),
  retrospective: usualLateness('ISSUED RETROSPECTIVELY', 5),
  thirdCountryInvoicing: invoiceAsBefore,
  cumulation: sourced('bilateral', omanRules, 'found'),
  deMinimis: sourced({ percent: '10', exceptChapters: [] }, omanRules, 'found'),
  whollyObtained: sourced({ criterion: 'WO' }, omanLetters, 'inferred'),
  rule: {
    originatingMaterials: null,
    routes: [],
    productSpecific: { criterion: sourced('PSR', omanLetters, 'inferred'), cumulated: true },
  },
};

const britishRules = 'India-UK CETA Rules of Origin 2026 (Notification 62/2026-Customs (N.T.))';
const britishForm = 'CETA, Annex 3C';

/** India-UK Comprehensive Economic and Trade Agreement. */
export const indiaUnitedKingdom: Scheme = {
  ...usual,
  code: 'INUKCETA',
  agreement: 'INUKCETA',
  name: 'India-UK Comprehensive Economic and Trade Agreement',
  formName: 'Certificate of Origin (Annex 3C)',
  issuing: byAgencies('2B'),
  inForce: since('2026-07-15', britishRules, 'found'),
  partners: ['GB'],
  validity: usualValidity,
  retrospective: usualLateness('ISSUED RETROSPECTIVELY', 5),
  thirdCountryInvoicing: invoiceAsBefore,
  cumulation: sourced('bilateral', `${britishRules}, rule 9`, 'found'),
  deMinimis: { ...noDeMinimis, source: 'the agreement has a tolerance: its figure was not found' },
  whollyObtained: sourced({ criterion: 'WO' }, britishForm, 'known'),
  rule: {
    originatingMaterials: cumulatedRoute(
      'rule on goods made of originating materials alone',
      {
        test: 'originating-materials-only',
        rule: sourced(true, `${britishRules}, rule 3`, 'found'),
      },
      sourced('PE', `${britishForm}: what is printed was not found`, 'inferred'),
    ),
    routes: [],
    productSpecific: { criterion: sourced('PSR', britishForm, 'known'), cumulated: true },
  },
};
