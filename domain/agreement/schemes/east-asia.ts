import { allOf, cumulatedRoute, share, shift, sourced } from '../rule-parts.ts';
import type { Scheme } from '../scheme.ts';
import { byAgencies, lateAfter, noDeMinimis, since, usual, usualLateness } from './usual.ts';

const japanRules = 'India-Japan CEPA Rules of Origin 2011 (Notification 55/2011-Customs (N.T.))';
const japanLetters = 'IJCEPA certificate of origin, preference criteria on its back';

/** India-Japan Comprehensive Economic Partnership Agreement. */
export const indiaJapan: Scheme = {
  ...usual,
  code: 'IJCEPA',
  agreement: 'IJCEPA',
  name: 'India-Japan Comprehensive Economic Partnership Agreement',
  formName: 'IJCEPA Certificate of Origin',
  issuing: byAgencies('2B'),
  inForce: since('2011-08-01', japanRules, 'found'),
  partners: ['JP'],
  validity: sourced({ months: 12 }, japanRules, 'found'),
  retrospective: usualLateness('ISSUED RETROACTIVELY'),
  thirdCountryInvoicing: sourced(true, 'tick box in box 8 of the certificate', 'found'),
  cumulation: sourced('bilateral', japanRules, 'known'),
  deMinimis: noDeMinimis,
  whollyObtained: sourced({ criterion: 'A' }, japanLetters, 'found'),
  rule: {
    originatingMaterials: null,
    routes: [
      cumulatedRoute(
        'general rule (article 27)',
        allOf(
          share('Qualifying value content', 'build-down', sourced('35', japanRules, 'known')),
          shift(sourced('CTSH', japanRules, 'known')),
        ),
        sourced('B', japanLetters, 'known'),
      ),
    ],
    productSpecific: { criterion: sourced('C', japanLetters, 'known'), cumulated: true },
  },
};

const koreaRules = 'India-Korea CEPA Rules of Origin 2009 (Notification 187/2009-Customs (N.T.))';
const koreaForm = `${koreaRules}, Annexure V, entries in box 10`;

/** India-Korea Comprehensive Economic Partnership Agreement. */
export const indiaKorea: Scheme = {
  ...usual,
  code: 'IKCEPA',
  agreement: 'IKCEPA',
  name: 'India-Korea Comprehensive Economic Partnership Agreement',
  formName: 'Preferential Certificate of Origin (INKCEPA)',
  issuing: byAgencies('2B'),
  inForce: since('2010-01-01', koreaRules, 'found'),
  partners: ['KR'],
  validity: sourced({ months: 12 }, koreaRules, 'known'),
  retrospective: usualLateness('ISSUED RETROACTIVELY'),
  thirdCountryInvoicing: sourced(true, 'box 14 of the certificate', 'found'),
  cumulation: sourced('bilateral', koreaRules, 'known'),
  deMinimis: sourced({ percent: '10', exceptChapters: [] }, koreaRules, 'known'),
  whollyObtained: sourced({ criterion: 'WO' }, koreaForm, 'found'),
  rule: {
    originatingMaterials: null,
    routes: [
      cumulatedRoute(
        'general rule (article 3.4.1(b))',
        allOf(
          share('Regional value content', 'build-down', sourced('35', koreaForm, 'found')),
          shift(sourced('CTSH', koreaForm, 'found')),
        ),
        sourced('CTSH + RVC 35%', koreaForm, 'found'),
      ),
    ],
    productSpecific: {
      criterion: sourced(
        'PSR',
        `${koreaForm}: what is printed for each kind of specific rule was cut off`,
        'inferred',
      ),
      cumulated: true,
    },
  },
};

const malaysiaRules = 'MICECA Rules of Origin 2011 (Notification 43/2011-Customs (N.T.))';

/** India-Malaysia Comprehensive Economic Cooperation Agreement. */
export const indiaMalaysia: Scheme = {
  ...usual,
  code: 'MICECA',
  agreement: 'MICECA',
  name: 'India-Malaysia Comprehensive Economic Cooperation Agreement',
  formName: 'MICECA Certificate of Origin',
  issuing: byAgencies('2B'),
  inForce: since('2011-07-01', malaysiaRules, 'known'),
  partners: ['MY'],
  validity: sourced({ months: 12 }, malaysiaRules, 'found'),
  retrospective: sourced(
    lateAfter(3, 'days', { months: 9 }, 'ISSUED RETROACTIVELY'),
    `${malaysiaRules}: days and months were found, the words are from memory`,
    'found',
  ),
  thirdCountryInvoicing: sourced(true, `${malaysiaRules}, certification procedures`, 'known'),
  cumulation: sourced('bilateral', malaysiaRules, 'known'),
  deMinimis: noDeMinimis,
  whollyObtained: sourced({ criterion: 'WO' }, malaysiaRules, 'found'),
  rule: {
    originatingMaterials: null,
    routes: [
      cumulatedRoute(
        'general rule',
        allOf(
          share('Qualifying value content', 'build-down', sourced('35', malaysiaRules, 'found')),
          shift(sourced('CTSH', malaysiaRules, 'found')),
        ),
        sourced('QVC[ {percent} ] % and CTSH', `${malaysiaRules}, box 8`, 'found'),
      ),
    ],
    productSpecific: {
      criterion: sourced('PSR', `${malaysiaRules}, box 8`, 'found'),
      cumulated: true,
    },
  },
};
