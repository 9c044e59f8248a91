import { allOf, cumulatedRoute, share, shift, sourced } from '../rule-parts.ts';
import type { Effect, Scheme } from '../scheme.ts';
import { byAgencies, lateAfter, since, usual } from './usual.ts';

const rules = 'AIFTA Rules of Origin 2009 (Notification 189/2009-Customs (N.T.))';
const procedures = `${rules}, Annexure III (operational certification procedures)`;
const none = sourced(null, `${rules} have none`, 'known');

const from = (day: string): Effect => ({ from: day, to: null });

/** ASEAN-India Trade in Goods Agreement, Form AI: one general rule, no product-specific rules. */
export const aifta: Scheme = {
  code: 'AIFTA',
  agreement: 'AIFTA',
  name: 'ASEAN-India Trade in Goods Agreement',
  formName: 'Form AI',
  kind: 'preferential',
  issuing: byAgencies('2B'),
  inForce: since('2010-01-01', rules, 'known'),
  partners: ['BN', 'KH', 'ID', 'LA', 'MY', 'MM', 'PH', 'SG', 'TH', 'VN'],
  partnersInForce: sourced(
    {
      BN: from('2010-11-01'),
      ID: from('2010-10-01'),
      KH: from('2011-08-01'),
      LA: from('2011-01-24'),
      MM: from('2010-06-01'),
      PH: from('2011-05-17'),
      VN: from('2010-06-01'),
    },
    'notices of the parties that joined after Malaysia, Singapore and Thailand',
    'known',
  ),
  validity: sourced({ months: 12 }, procedures, 'known'),
  retrospective: sourced(
    lateAfter(3, 'working-days', { months: 12 }, 'ISSUED RETROACTIVELY'),
    procedures,
    'known',
  ),
  trueCopy: sourced(
    { withinMonths: 12, endorsement: 'CERTIFIED TRUE COPY' },
    `${rules}, Annexure III: theft, loss or destruction; the words stand in box 12`,
    'known',
  ),
  thirdCountryInvoicing: sourced(
    true,
    `${rules}, Annexure III, article 22, and box 7 of certificates in use`,
    'found',
  ),
  backToBack: sourced({ inAgreement: true, offered: false }, `${rules}, Annexure III`, 'known'),
  cumulation: sourced('regional', `${rules}, rule 6`, 'found'),
  deMinimis: none,
  setTolerance: none,
  hsBasis: sourced('importing-country', 'Form AI, box 7', 'found'),
  whollyObtained: sourced({ criterion: 'WO' }, `${rules}, rule 4; box 8 of Form AI`, 'found'),
  foreignOrigin: usual.foreignOrigin,
  rule: {
    originatingMaterials: null,
    routes: [
      cumulatedRoute(
        'general rule',
        allOf(
          share(
            'AIFTA content',
            'direct',
            sourced('35', `${rules}, rule 5 and Annexure I`, 'found'),
          ),
          shift(sourced('CTSH', `${rules}, rule 5`, 'found')),
        ),
        sourced(
          'RVC [{percent}] %+CTSH',
          'box 8 of Form AI certificates in use, 2020 and 2023',
          'found',
        ),
      ),
    ],
    productSpecific: null,
  },
};
