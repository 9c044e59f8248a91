import type { Scheme } from '../scheme.ts';

const rules = 'AIFTA Rules of Origin 2009 (Notification 189/2009-Customs (N.T.))';
const procedures = `${rules}, Annexure III (operational certification procedures)`;

/** ASEAN-India Trade in Goods Agreement, Form AI: one general rule, no product-specific rules. */
export const aifta: Scheme = {
  code: 'AIFTA',
  agreement: 'AIFTA',
  name: 'ASEAN-India Trade in Goods Agreement',
  formName: 'Form AI',
  kind: 'preferential',
  issuing: {
    value: { by: 'agency', appendix: '2B', agencies: null },
    source: 'Foreign Trade Policy 2023, Appendix 2B',
    sure: 'found',
  },
  inForce: { value: { from: '2010-01-01', to: null }, source: rules, sure: 'known' },
  partners: ['BN', 'KH', 'ID', 'LA', 'MY', 'MM', 'PH', 'SG', 'TH', 'VN'],
  partnersInForce: {
    value: {
      BN: { from: '2010-11-01', to: null },
      ID: { from: '2010-10-01', to: null },
      KH: { from: '2011-08-01', to: null },
      LA: { from: '2011-01-24', to: null },
      MM: { from: '2010-06-01', to: null },
      PH: { from: '2011-05-17', to: null },
      VN: { from: '2010-06-01', to: null },
    },
    source: 'notices of the parties that joined after Malaysia, Singapore and Thailand',
    sure: 'known',
  },
  validity: { value: { months: 12 }, source: procedures, sure: 'known' },
  retrospective: {
    value: {
      after: { count: 3, of: 'working-days' },
      until: { months: 12 },
      endorsement: 'ISSUED RETROACTIVELY',
    },
    source: procedures,
    sure: 'known',
  },
  trueCopy: {
    value: { withinMonths: 12, endorsement: 'CERTIFIED TRUE COPY' },
    source: `${rules}, Annexure III: theft, loss or destruction; the words stand in box 12`,
    sure: 'known',
  },
  thirdCountryInvoicing: {
    value: true,
    source: `${rules}, Annexure III, article 22, and box 7 of certificates in use`,
    sure: 'found',
  },
  backToBack: {
    value: { inAgreement: true, offered: false },
    source: `${rules}, Annexure III`,
    sure: 'known',
  },
  cumulation: { value: 'regional', source: `${rules}, rule 6`, sure: 'found' },
  deMinimis: { value: null, source: `${rules} have none`, sure: 'known' },
  setTolerance: { value: null, source: `${rules} have none`, sure: 'known' },
  hsBasis: { value: 'importing-country', source: 'Form AI, box 7', sure: 'found' },
  whollyObtained: {
    value: { criterion: 'WO' },
    source: `${rules}, rule 4; box 8 of Form AI`,
    sure: 'found',
  },
  foreignOrigin: { value: null, source: 'it certifies Indian origin alone', sure: 'known' },
  rule: {
    originatingMaterials: null,
    routes: [
      {
        name: 'general rule',
        cumulated: true,
        test: {
          test: 'all-of',
          of: [
            {
              test: 'value-content',
              name: 'AIFTA content',
              method: 'direct',
              base: 'FOB',
              percent: { value: '35', source: `${rules}, rule 5 and Annexure I`, sure: 'found' },
            },
            {
              test: 'tariff-shift',
              level: { value: 'CTSH', source: `${rules}, rule 5`, sure: 'found' },
            },
          ],
        },
        criterion: {
          value: 'RVC [{percent}] %+CTSH',
          source: 'box 8 of Form AI certificates in use, 2020 and 2023',
          sure: 'found',
        },
      },
    ],
    productSpecific: null,
  },
};
