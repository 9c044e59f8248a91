import { ownRoute, partnersRoute, share, sourced } from '../rule-parts.ts';
import type { Scheme } from '../scheme.ts';
import { gstpParticipants } from './gstp-participants.ts';
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

/* Agreements that ask for a share of the value and for no change of classification. */

const aptaRules = 'APTA Rules of Origin';
const aptaLetters = `${aptaRules}, notes to box 8 of the certificate`;

/** Asia-Pacific Trade Agreement, once the Bangkok Agreement. */
export const apta: Scheme = {
  ...usual,
  code: 'APTA',
  agreement: 'APTA',
  name: 'Asia-Pacific Trade Agreement',
  formName: 'APTA Certificate of Origin (sample, combined declaration and certificate)',
  issuing: byAgencies('2D'),
  inForce: since('1976-06-17', aptaRules, 'known'),
  partners: ['BD', 'CN', 'KR', 'LA', 'LK', 'MN'],
  partnersInForce: sourced(
    { CN: { from: '2002-01-01', to: null }, MN: { from: '2021-01-01', to: null } },
    'China and Mongolia acceded later',
    'known',
  ),
  validity: sourced({ months: 12 }, aptaRules, 'known'),
  retrospective: sourced(
    lateAfter(3, 'working-days', { months: 12 }, 'ISSUED RETROACTIVELY'),
    `${aptaRules}: three working days and twelve months from an unsure memory`,
    'inferred',
  ),
  thirdCountryInvoicing: noThirdCountryInvoice,
  cumulation: sourced('regional', aptaRules, 'found'),
  deMinimis: noDeMinimis,
  whollyObtained: sourced({ criterion: 'A' }, aptaLetters, 'found'),
  rule: {
    originatingMaterials: null,
    routes: [
      ownRoute(
        'general rule',
        share('Non-originating material', 'max-non-originating', sourced('55', aptaRules, 'found')),
        sourced('B {non-originating}%', aptaLetters, 'found'),
      ),
      partnersRoute(
        'regional cumulation',
        share(
          'Aggregate content of the participating states',
          'build-down',
          sourced('60', aptaRules, 'found'),
        ),
        sourced('C {originating}%', aptaLetters, 'found'),
      ),
    ],
    productSpecific: { criterion: sourced('D', aptaLetters, 'found'), cumulated: true },
  },
};

const mercosurRules = 'India-MERCOSUR Rules of Origin 2009 (Notification 56/2009-Customs (N.T.))';
const mercosurLetters = `${mercosurRules}, entries in box 10`;
const mercosurShare = share(
  'CIF value of non-originating material',
  'max-non-originating',
  sourced('40', `${mercosurRules}, rule 6`, 'found'),
);

/** India-MERCOSUR Preferential Trade Agreement. */
export const mercosur: Scheme = {
  ...usual,
  code: 'MERCOSUR',
  agreement: 'MERCOSUR',
  name: 'India-MERCOSUR Preferential Trade Agreement',
  formName: 'Certificate of Origin India-MERCOSUR',
  issuing: byAgencies('2B'),
  inForce: since('2009-06-01', mercosurRules, 'found'),
  partners: ['AR', 'BR', 'PY', 'UY'],
  validity: sourced({ days: 180 }, mercosurRules, 'known'),
  retrospective: usualLateness('ISSUED RETROSPECTIVELY'),
  thirdCountryInvoicing: sourced(true, `${mercosurRules}, rule 16 (third operators)`, 'found'),
  cumulation: sourced('bilateral', `${mercosurRules}, rule 4`, 'found'),
  deMinimis: noDeMinimis,
  setTolerance: sourced('15', `${mercosurRules}, rule 10: the figure is from memory`, 'inferred'),
  whollyObtained: sourced({ criterion: 'A' }, mercosurLetters, 'found'),
  rule: {
    originatingMaterials: null,
    routes: [
      ownRoute(
        'general rule (rule 6)',
        mercosurShare,
        sourced('B {non-originating}%', mercosurLetters, 'found'),
      ),
      partnersRoute(
        'bilateral cumulation (rule 4)',
        mercosurShare,
        sourced('C {originating}%', mercosurLetters, 'found'),
      ),
    ],
    productSpecific: null,
  },
};

const gstpRules = 'GSTP Rules of Origin 1989';

/** Global System of Trade Preferences among Developing Countries. */
export const gstp: Scheme = {
  ...usual,
  code: 'GSTP',
  agreement: 'GSTP',
  name: 'Global System of Trade Preferences among Developing Countries',
  formName: 'GSTP Certificate of Origin',
  issuing: byAgencies('2C', ['EIC']),
  inForce: since('1989-04-19', gstpRules, 'known'),
  partners: gstpParticipants,
  validity: usualValidity,
  retrospective: usualLateness('ISSUED RETROSPECTIVELY'),
  thirdCountryInvoicing: noThirdCountryInvoice,
  cumulation: sourced('regional', gstpRules, 'known'),
  deMinimis: noDeMinimis,
  whollyObtained: sourced({ criterion: 'A' }, gstpRules, 'known'),
  rule: {
    originatingMaterials: null,
    routes: [
      ownRoute(
        'general rule',
        share('Non-originating material', 'max-non-originating', sourced('50', gstpRules, 'known')),
        sourced('B {non-originating}%', gstpRules, 'known'),
      ),
      partnersRoute(
        'cumulation among participants',
        share(
          'Aggregate content of the participants',
          'build-down',
          sourced('60', gstpRules, 'known'),
        ),
        sourced('C {originating}%', gstpRules, 'known'),
      ),
    ],
    productSpecific: null,
  },
};
