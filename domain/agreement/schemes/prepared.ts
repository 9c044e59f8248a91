import { sourced } from '../rule-parts.ts';
import type { Scheme } from '../scheme.ts';
import { byAgencies, noDeMinimis, usual, usualLateness, usualValidity } from './usual.ts';

/* Concluded, not in force as far as was found: kept ready, chosen by nobody until `inForce` says so. */

const asBefore = 'not found: as in the agreements since 2021';

const prepared = {
  ...usual,
  issuing: byAgencies('2B'),
  validity: usualValidity,
  retrospective: usualLateness('ISSUED RETROSPECTIVELY', 5),
  thirdCountryInvoicing: sourced(true, asBefore, 'inferred'),
  cumulation: sourced('bilateral', asBefore, 'inferred'),
  deMinimis: noDeMinimis,
  whollyObtained: sourced({ criterion: 'WO' }, asBefore, 'inferred'),
  rule: {
    originatingMaterials: null,
    routes: [],
    productSpecific: {
      criterion: sourced('PSR', asBefore, 'inferred'),
      cumulated: true,
    },
  },
} satisfies Partial<Scheme>;

/** India-New Zealand Free Trade Agreement. */
export const indiaNewZealand: Scheme = {
  ...prepared,
  code: 'INNZFTA',
  agreement: 'INNZFTA',
  name: 'India-New Zealand Free Trade Agreement',
  formName: 'Certificate of Origin India-New Zealand FTA',
  inForce: sourced(
    { from: null, to: null },
    'talks were concluded on 22.12.2025; a day of entry into force was not found',
    'found',
  ),
  partners: ['NZ'],
};

/** India-EU Free Trade Agreement. */
export const indiaEuropeanUnion: Scheme = {
  ...prepared,
  code: 'INEUFTA',
  agreement: 'INEUFTA',
  name: 'India-EU Free Trade Agreement',
  formName: 'Certificate of Origin India-EU FTA',
  inForce: sourced(
    { from: null, to: null },
    'its conclusion was announced; not in force as far as was found',
    'found',
  ),
  partners:
    'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
};
