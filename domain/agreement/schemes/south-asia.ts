import { allOf, ownRoute, partnersRoute, share, shift, sourced } from '../rule-parts.ts';
import type { Scheme } from '../scheme.ts';
import {
  byAgencies,
  lateAfter,
  noDeMinimis,
  noThirdCountryInvoice,
  since,
  usual,
  usualLateness,
  usualValidity,
} from './usual.ts';

const saftaRules = 'SAFTA Rules of Origin (Notification 75/2006-Customs (N.T.))';
const saftaLetters = `${saftaRules}, notes to box 8 of the certificate`;
const saftaShift = shift(sourced('CTH', `${saftaRules}, rules 8 and 9`, 'found'));

/** South Asian Free Trade Area. India is no least developed state, so the figures are those of others. */
export const safta: Scheme = {
  ...usual,
  code: 'SAFTA',
  agreement: 'SAFTA',
  name: 'Agreement on South Asian Free Trade Area',
  formName: 'SAFTA Certificate of Origin (combined declaration and certificate)',
  issuing: byAgencies('2B'),
  inForce: since('2006-01-01', saftaRules, 'known'),
  partners: ['AF', 'BD', 'BT', 'LK', 'MV', 'NP', 'PK'],
  partnersInForce: sourced(
    { AF: { from: '2011-08-07', to: null } },
    'Afghanistan acceded later; trade with Pakistan is suspended in practice, not by the agreement',
    'known',
  ),
  validity: sourced({ months: 12 }, `${saftaRules}, operational certification procedures`, 'found'),
  retrospective: sourced(
    lateAfter(3, 'working-days', { days: 45 }, 'ISSUED RETROSPECTIVELY'),
    `${saftaRules}: the words were found, the three working days and the 45 days are from memory`,
    'known',
  ),
  trueCopy: sourced(
    { withinMonths: 12, endorsement: 'CERTIFIED TRUE COPY' },
    'box 13 of the certificate',
    'found',
  ),
  thirdCountryInvoicing: noThirdCountryInvoice,
  cumulation: sourced('regional', `${saftaRules}, rule 9`, 'found'),
  deMinimis: noDeMinimis,
  whollyObtained: sourced({ criterion: 'A' }, saftaLetters, 'found'),
  rule: {
    originatingMaterials: null,
    routes: [
      ownRoute(
        'single-country rule (rule 8)',
        allOf(
          share(
            'Domestic value addition',
            'build-down',
            sourced('40', `${saftaRules}, rule 8`, 'known'),
          ),
          saftaShift,
        ),
        sourced('B {non-originating}%', saftaLetters, 'found'),
      ),
      partnersRoute(
        'regional cumulation (rule 9)',
        allOf(
          share(
            'Value added in India',
            'india-alone',
            sourced('20', `${saftaRules}, rule 9`, 'found'),
          ),
          share(
            'Aggregate content of the contracting states',
            'build-down',
            sourced('50', `${saftaRules}, rule 9`, 'known'),
          ),
          saftaShift,
        ),
        sourced('C {originating}%', saftaLetters, 'found'),
      ),
    ],
    productSpecific: {
      criterion: sourced('D {non-originating}%', saftaLetters, 'found'),
      cumulated: false,
    },
  },
};

const isftaRules = 'ISFTA Rules of Origin 2000 (Notification 19/2000-Customs (N.T.))';
const isftaLetters = `${isftaRules}, notes to the certificate`;
const isftaShift = shift(sourced('CTH', `${isftaRules}, rule 7`, 'known'));

/** India-Sri Lanka Free Trade Agreement. */
export const isfta: Scheme = {
  ...usual,
  code: 'ISFTA',
  agreement: 'ISFTA',
  name: 'India-Sri Lanka Free Trade Agreement',
  formName: 'ISFTA Certificate of Origin',
  issuing: byAgencies('2B'),
  inForce: since('2000-03-01', isftaRules, 'found'),
  partners: ['LK'],
  validity: usualValidity,
  retrospective: usualLateness('ISSUED RETROSPECTIVELY'),
  thirdCountryInvoicing: noThirdCountryInvoice,
  cumulation: sourced('bilateral', `${isftaRules}, rule 8`, 'found'),
  deMinimis: noDeMinimis,
  whollyObtained: sourced({ criterion: 'A' }, isftaLetters, 'known'),
  rule: {
    originatingMaterials: null,
    routes: [
      ownRoute(
        'general rule',
        allOf(
          share(
            'Domestic value addition',
            'build-down',
            sourced('35', `${isftaRules}, rule 7`, 'known'),
          ),
          isftaShift,
        ),
        sourced('B {non-originating}%', isftaLetters, 'known'),
      ),
      partnersRoute(
        'bilateral cumulation (rule 8)',
        allOf(
          share(
            'Value added in India',
            'india-alone',
            sourced('25', `${isftaRules}, rule 8`, 'found'),
          ),
          share(
            'Aggregate content of both parties',
            'build-down',
            sourced('35', `${isftaRules}, rule 8`, 'found'),
          ),
          isftaShift,
        ),
        sourced('C {originating}%', isftaLetters, 'known'),
      ),
    ],
    productSpecific: null,
  },
};

const afghanRules =
  'India-Afghanistan PTA Rules of Origin 2003 (Notification 33/2003-Customs (N.T.))';
const afghanLetters = `${afghanRules}: the letters as in the agreements of the same years`;
const afghanShift = shift(sourced('CTH', afghanRules, 'known'));

/** India-Afghanistan Preferential Trade Agreement. */
export const indiaAfghanistan: Scheme = {
  ...usual,
  code: 'INDAFG',
  agreement: 'INDAFG',
  name: 'India-Afghanistan Preferential Trade Agreement',
  formName: 'Certificate of Origin India-Afghanistan PTA',
  issuing: byAgencies('2B'),
  inForce: since('2003-05-13', afghanRules, 'known'),
  partners: ['AF'],
  validity: usualValidity,
  retrospective: usualLateness('ISSUED RETROSPECTIVELY'),
  thirdCountryInvoicing: noThirdCountryInvoice,
  cumulation: sourced('bilateral', afghanRules, 'found'),
  deMinimis: noDeMinimis,
  whollyObtained: sourced({ criterion: 'A' }, afghanLetters, 'known'),
  rule: {
    originatingMaterials: null,
    routes: [
      ownRoute(
        'general rule',
        allOf(
          share(
            'Non-originating material',
            'max-non-originating',
            sourced('50', afghanRules, 'known'),
          ),
          afghanShift,
        ),
        sourced('B {non-originating}%', afghanLetters, 'known'),
      ),
      partnersRoute(
        'bilateral cumulation',
        allOf(
          share('Value added in India', 'india-alone', sourced('30', afghanRules, 'found')),
          share(
            'Aggregate content of both parties',
            'build-down',
            sourced('40', afghanRules, 'found'),
          ),
          afghanShift,
        ),
        sourced('C {originating}%', afghanLetters, 'known'),
      ),
    ],
    productSpecific: null,
  },
};
