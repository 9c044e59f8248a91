import { allOf, cumulatedRoute, share, shift, sourced } from '../rule-parts.ts';
import type { Scheme } from '../scheme.ts';
import {
  byAgencies,
  noDeMinimis,
  noThirdCountryInvoice,
  since,
  usual,
  usualLateness,
  usualValidity,
} from './usual.ts';

const singaporeRules =
  'India-Singapore CECA Rules of Origin 2005, as amended by Notification 79/2018-Customs (N.T.)';
const notFound = 'what the form prints was not found: the rule in the words of other forms';

/** India-Singapore Comprehensive Economic Cooperation Agreement, as it stands since 14.09.2018. */
export const indiaSingapore: Scheme = {
  ...usual,
  code: 'ISCECA',
  agreement: 'ISCECA',
  name: 'India-Singapore Comprehensive Economic Cooperation Agreement',
  formName: 'ISCECA Certificate of Origin (combined declaration and certificate)',
  issuing: byAgencies('2B'),
  inForce: since('2005-08-01', singaporeRules, 'found'),
  partners: ['SG'],
  validity: usualValidity,
  retrospective: usualLateness('ISSUED RETROACTIVELY'),
  thirdCountryInvoicing: noThirdCountryInvoice,
  cumulation: sourced('bilateral', singaporeRules, 'known'),
  deMinimis: sourced(
    { percent: '10', exceptChapters: [[50, 63]] },
    `${singaporeRules}, rule 5A`,
    'found',
  ),
  whollyObtained: sourced({ criterion: 'WO' }, notFound, 'inferred'),
  rule: {
    originatingMaterials: null,
    routes: [
      cumulatedRoute(
        'general rule (rule 5)',
        allOf(
          share(
            'Non-originating material',
            'max-non-originating',
            sourced('65', `${singaporeRules}, rule 5`, 'found'),
          ),
          shift(sourced('CTSH', `${singaporeRules}, rule 5`, 'found')),
        ),
        sourced('RVC {percent}% + CTSH', notFound, 'inferred'),
      ),
    ],
    productSpecific: { criterion: sourced('PSR', notFound, 'inferred'), cumulated: true },
  },
};

const thaiRules = 'India-Thailand Interim Rules of Origin (Notification 101/2004-Customs (N.T.))';

/** Early Harvest Scheme of the India-Thailand Framework Agreement. */
export const indiaThailand: Scheme = {
  ...usual,
  code: 'ITFTA',
  agreement: 'ITFTA',
  name: 'India-Thailand Framework Agreement, Early Harvest Scheme',
  formName: 'Form FTA',
  issuing: byAgencies('2B', ['EIC', 'MPEDA']),
  inForce: since('2004-09-01', thaiRules, 'found'),
  partners: ['TH'],
  validity: sourced({ months: 12 }, `${thaiRules}, operational procedures`, 'found'),
  retrospective: usualLateness('ISSUED RETROACTIVELY'),
  thirdCountryInvoicing: noThirdCountryInvoice,
  cumulation: sourced('bilateral', `${thaiRules}, rule 6(c): materials of the parties`, 'found'),
  deMinimis: noDeMinimis,
  whollyObtained: sourced({ criterion: 'WO' }, notFound, 'inferred'),
  rule: {
    originatingMaterials: null,
    routes: [
      cumulatedRoute(
        'general rule (rule 6(c))',
        allOf(
          share(
            'Local value added content',
            'build-down',
            sourced('40', `${thaiRules}, rule 6(c) and (d)`, 'found'),
          ),
          shift(sourced('CTH', `${thaiRules}, rule 6(c)`, 'found')),
        ),
        sourced('LVAC {percent}% + CTH', notFound, 'inferred'),
      ),
    ],
    productSpecific: { criterion: sourced('PSR', notFound, 'inferred'), cumulated: true },
  },
};

const chileRules = 'India-Chile PTA Rules of Origin 2007 (Notification 84/2007-Customs (N.T.))';
const chileLetters = `${chileRules}: the letters from memory, as in the agreement with MERCOSUR`;

/** India-Chile Preferential Trade Agreement, as expanded in 2017. */
export const indiaChile: Scheme = {
  ...usual,
  code: 'CHILE',
  agreement: 'CHILE',
  name: 'India-Chile Preferential Trade Agreement',
  formName: 'Certificate of Origin India-Chile PTA',
  issuing: byAgencies('2B'),
  inForce: since('2007-08-17', chileRules, 'found'),
  partners: ['CL'],
  validity: usualValidity,
  retrospective: usualLateness('ISSUED RETROSPECTIVELY'),
  thirdCountryInvoicing: noThirdCountryInvoice,
  cumulation: sourced('bilateral', chileRules, 'known'),
  deMinimis: noDeMinimis,
  whollyObtained: sourced({ criterion: 'A' }, chileLetters, 'inferred'),
  rule: {
    originatingMaterials: null,
    routes: [
      cumulatedRoute(
        'general rule (rule 6)',
        allOf(
          share('Value addition', 'build-down', sourced('40', `${chileRules}, rule 6`, 'known')),
          shift(sourced('CTH', `${chileRules}, rule 6`, 'known')),
        ),
        sourced('B {non-originating}%', chileLetters, 'inferred'),
      ),
    ],
    productSpecific: {
      criterion: sourced('PSR', `${chileRules}, Annex of 2017; the letters inferred`, 'inferred'),
      cumulated: true,
    },
  },
};
