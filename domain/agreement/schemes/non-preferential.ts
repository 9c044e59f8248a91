import { allOf, ownRoute, sourced } from '../rule-parts.ts';
import type { Scheme } from '../scheme.ts';
import { byAgencies, usual } from './usual.ts';

const paragraph = 'Handbook of Procedures 2023, paragraph 2.93';
const form = 'Annexure II to Appendix 2E';
const processing = `${paragraph}(a), after 2.108(a) of the Handbook 2015-20: imported inputs must undergo more than the simple operations listed there`;
const none = sourced(null, `${paragraph} states none`, 'inferred');

/** Certificate of Origin (Non-Preferential): evidence of Indian origin, no right to lower duty. */
export const nonPreferential: Scheme = {
  code: 'NONPREF',
  agreement: 'NONPREF',
  name: 'Certificate of Origin (Non-Preferential)',
  formName: 'Certificate of Origin (Non-Preferential)',
  kind: 'non-preferential',
  issuing: byAgencies('2E'),
  inForce: sourced(
    { from: '2015-04-01', to: null },
    `${paragraph}, as before it paragraph 2.108 of the Handbook 2015-20`,
    'inferred',
  ),
  partners: null,
  partnersInForce: { ...none, value: {} },
  validity: none,
  retrospective: none,
  trueCopy: sourced(
    { withinMonths: 12, endorsement: 'CERTIFIED TRUE COPY' },
    `${paragraph} states none: as the agreements do it`,
    'inferred',
  ),
  thirdCountryInvoicing: sourced(false, `${form} has no box for it`, 'inferred'),
  backToBack: sourced(
    { inAgreement: true, offered: false },
    `${paragraph}(f): a certificate of its own kind, scheme NONPREF-B2B`,
    'found',
  ),
  cumulation: sourced('none', `${paragraph}(a) speaks of India alone`, 'inferred'),
  deMinimis: none,
  setTolerance: none,
  hsBasis: sourced('importing-country', `${form}, box 7`, 'known'),
  whollyObtained: sourced({ criterion: 'INDIAN' }, `${paragraph}(a); box 8 of ${form}`, 'found'),
  foreignOrigin: usual.foreignOrigin,
  rule: {
    originatingMaterials: null,
    routes: [
      ownRoute(
        'processing in India',
        allOf(
          {
            test: 'work-in-india',
            rule: sourced('labour-or-overheads', processing, 'inferred'),
          },
          {
            test: 'tariff-shift',
            level: sourced('CTSH', processing, 'inferred'),
            refusedAs: 'indian-processing-missing',
          },
        ),
        sourced('INDIAN', `box 8 of ${form}, as filled in certificates in use`, 'found'),
      ),
    ],
    productSpecific: null,
  },
};
