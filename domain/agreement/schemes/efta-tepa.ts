import type { Scheme } from '../scheme.ts';
import {
  allPartnersAtOnce,
  appendix2B,
  importersTariff,
  noBackToBack,
  noSetRule,
  usualTrueCopy,
} from './usual.ts';

const rules = 'India-EFTA TEPA Rules of Origin 2025 (Notification 59/2025-Customs (N.T.))';
const notice = 'Trade Notice 13/2025-26 of 30.09.2025';

/** What both modes of the India-EFTA Trade and Economic Partnership Agreement share. */
const tepa = {
  agreement: 'EFTATEPA',
  kind: 'preferential',
  inForce: { value: { from: '2025-10-01', to: null }, source: notice, sure: 'found' },
  partners: ['CH', 'IS', 'LI', 'NO'],
  partnersInForce: allPartnersAtOnce,
  validity: { value: { months: 12 }, source: rules, sure: 'found' },
  retrospective: {
    value: {
      after: { count: 5, of: 'working-days' },
      until: { months: 12 },
      endorsement: null,
    },
    source: `${rules}: within five working days, else within a year; words to print were not found`,
    sure: 'found',
  },
  trueCopy: usualTrueCopy,
  thirdCountryInvoicing: {
    value: true,
    source:
      'not found; the invoice of a third country takes no origin away in any agreement of 2021 on',
    sure: 'inferred',
  },
  backToBack: noBackToBack,
  cumulation: { value: 'bilateral', source: `${rules}: India and the EFTA states`, sure: 'found' },
  deMinimis: { value: { percent: '10', exceptChapters: [] }, source: rules, sure: 'found' },
  setTolerance: noSetRule,
  hsBasis: importersTariff,
  whollyObtained: {
    value: { criterion: 'WO' },
    source: `${rules}; the letters as in the agreements of 2021 and 2022`,
    sure: 'inferred',
  },
  rule: {
    routes: [],
    productSpecific: {
      criterion: {
        value: 'PSR',
        source: `${rules}, product-specific rules; the letters as in the agreements of 2021 and 2022`,
        sure: 'inferred',
      },
      cumulated: true,
    },
  },
} as const satisfies Partial<Scheme>;

/** The certificate that an agency issues. */
export const eftaTepaAgency: Scheme = {
  ...tepa,
  code: 'EFTATEPA-AGENCY',
  name: 'India-EFTA Trade and Economic Partnership Agreement (agency issued)',
  formName: 'Certificate of Origin India-EFTA TEPA',
  issuing: appendix2B,
};

/** The certificate that the exporter declares, signs and makes out himself. */
export const eftaTepaSelf: Scheme = {
  ...tepa,
  code: 'EFTATEPA-SELF',
  name: 'India-EFTA Trade and Economic Partnership Agreement (self-declaration)',
  formName: 'Self-declared Certificate of Origin',
  issuing: { value: { by: 'exporter' }, source: notice, sure: 'found' },
};
