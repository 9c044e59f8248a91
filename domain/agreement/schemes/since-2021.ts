import { allOf, anyOf, cumulatedRoute, share, shift, sourced } from '../rule-parts.ts';
import type { Scheme } from '../scheme.ts';
import { byAgencies, lateAfter, noDeMinimis, since, usual, usualLateness } from './usual.ts';

const mauritiusRules =
  'India-Mauritius CECPA Rules of Origin 2021 (Notification 38/2021-Customs (N.T.))';

/** India-Mauritius Comprehensive Economic Cooperation and Partnership Agreement: by product alone. */
export const indiaMauritius: Scheme = {
  ...usual,
  code: 'CECPA',
  agreement: 'CECPA',
  name: 'India-Mauritius Comprehensive Economic Cooperation and Partnership Agreement',
  formName: 'Certificate of Origin India-Mauritius (Annex 5)',
  issuing: byAgencies('2B'),
  inForce: since('2021-04-01', mauritiusRules, 'found'),
  partners: ['MU'],
  validity: sourced({ months: 12 }, mauritiusRules, 'found'),
  retrospective: usualLateness('ISSUED RETROSPECTIVELY', 5),
  thirdCountryInvoicing: sourced(true, `${mauritiusRules}: named in Remarks`, 'found'),
  cumulation: sourced('bilateral', mauritiusRules, 'found'),
  deMinimis: noDeMinimis,
  whollyObtained: sourced({ criterion: 'WO' }, `${mauritiusRules}, overleaf note`, 'found'),
  rule: {
    originatingMaterials: null,
    routes: [],
    productSpecific: {
      criterion: sourced('PSR', `${mauritiusRules}, overleaf note`, 'found'),
      cumulated: true,
    },
  },
};

const emiratesRules = 'India-UAE CEPA Rules of Origin 2022 (Notification 39/2022-Customs (N.T.))';
const emiratesFigure =
  'Department of Commerce, questions and answers on the India-UAE CEPA, question 8: 40 % and a change of four or six digits, for most products; Annexure B has the rule of each';
const emiratesPrinted = sourced('PSR', `${emiratesRules}, Annexure E`, 'found');

/** India-UAE Comprehensive Economic Partnership Agreement: by product, mostly one and the same rule. */
export const indiaEmirates: Scheme = {
  ...usual,
  code: 'INUAECEPA',
  agreement: 'INUAECEPA',
  name: 'India-UAE Comprehensive Economic Partnership Agreement',
  formName: 'Certificate of Origin India-UAE (Annexure E)',
  issuing: byAgencies('2B'),
  inForce: since('2022-05-01', emiratesRules, 'found'),
  partners: ['AE'],
  validity: sourced({ months: 12 }, emiratesRules, 'known'),
  retrospective: sourced(
    lateAfter(5, 'working-days', { months: 12 }, 'ISSUED RETROSPECTIVELY'),
    `${emiratesRules}: the words are printed on the form, days and months are from memory`,
    'known',
  ),
  thirdCountryInvoicing: sourced(true, `${emiratesRules}, rule 16 and box 10`, 'found'),
  cumulation: sourced('bilateral', `${emiratesRules}, rule 8`, 'found'),
  deMinimis: sourced({ percent: '10', exceptChapters: [] }, `${emiratesRules}, rule 5`, 'found'),
  whollyObtained: sourced({ criterion: 'WO' }, `${emiratesRules}, Annexure E`, 'found'),
  rule: {
    originatingMaterials: null,
    routes: [
      cumulatedRoute(
        'figure of most product-specific rules',
        allOf(
          share('Value addition', 'build-down', sourced('40', emiratesFigure, 'inferred')),
          anyOf(
            shift(sourced('CTH', emiratesFigure, 'inferred')),
            shift(sourced('CTSH', emiratesFigure, 'inferred')),
          ),
        ),
        emiratesPrinted,
      ),
    ],
    productSpecific: {
      criterion: emiratesPrinted,
      cumulated: true,
    },
  },
};

const australiaRules = 'Ind-Aus ECTA Rules of Origin 2022 (Notification 112/2022-Customs (N.T.))';
const australiaForm = `${australiaRules}, entries in box 6: without the sign for per cent`;
const australiaShift = shift(sourced('CTSH', `${australiaRules}, rule 4`, 'found'));

/** India-Australia Economic Cooperation and Trade Agreement. */
export const indiaAustralia: Scheme = {
  ...usual,
  code: 'AIECTA',
  agreement: 'AIECTA',
  name: 'India-Australia Economic Cooperation and Trade Agreement',
  formName: 'Certificate of Origin Ind-Aus ECTA (Annex 4A, prescribed format)',
  issuing: byAgencies('2B'),
  inForce: since('2022-12-29', australiaRules, 'found'),
  partners: ['AU'],
  validity: sourced({ months: 12 }, australiaRules, 'found'),
  retrospective: sourced(
    lateAfter(5, 'working-days', { months: 12 }, 'ISSUED RETROSPECTIVELY'),
    'ECTA, chapter 4: within five working days of exportation, else within twelve months of shipment',
    'found',
  ),
  thirdCountryInvoicing: sourced(true, `${australiaRules}: invoice of a non-party`, 'known'),
  cumulation: sourced('bilateral', australiaRules, 'known'),
  deMinimis: sourced({ percent: '10', exceptChapters: [] }, australiaRules, 'known'),
  whollyObtained: sourced({ criterion: 'WO' }, australiaForm, 'found'),
  rule: {
    originatingMaterials: null,
    routes: [
      cumulatedRoute(
        'general rule, build-down',
        allOf(
          share(
            'Qualifying value content',
            'build-down',
            sourced('45', `${australiaRules}, rules 4 and 7`, 'found'),
          ),
          australiaShift,
        ),
        sourced('CTSH + QVC {percent-plain} build-down', australiaForm, 'found'),
      ),
      cumulatedRoute(
        'general rule, build-up',
        allOf(
          share(
            'Qualifying value content',
            'build-up-materials',
            sourced('35', `${australiaRules}, rules 4 and 7`, 'found'),
          ),
          australiaShift,
        ),
        sourced('CTSH + QVC {percent-plain} build-up', australiaForm, 'found'),
      ),
    ],
    productSpecific: { criterion: sourced('PSR', australiaForm, 'found'), cumulated: true },
  },
};
