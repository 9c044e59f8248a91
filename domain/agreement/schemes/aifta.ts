import type { Scheme } from '../scheme.ts';

const rules = 'AIFTA Rules of Origin 2009 (Notification 189/2009-Customs (N.T.))';

/** ASEAN-India Trade in Goods Agreement, Form AI: one general rule, no product-specific rules. */
export const aifta: Scheme = {
  code: 'AIFTA',
  name: 'ASEAN-India Trade in Goods Agreement',
  formName: 'Form AI',
  kind: 'preferential',
  issuing: {
    value: { by: 'agency', appendix: '2B' },
    source: 'Foreign Trade Policy 2023, Appendix 2B',
    sure: 'found',
  },
  partners: ['BN', 'KH', 'ID', 'LA', 'MY', 'MM', 'PH', 'SG', 'TH', 'VN'],
  validityMonths: {
    value: 12,
    source: `${rules}, Annexure III (operational certification procedures)`,
    sure: 'known',
  },
  retrospective: {
    value: { afterWorkingDays: 3, maxMonths: 12, endorsement: 'ISSUED RETROACTIVELY' },
    source: `${rules}, Annexure III (operational certification procedures)`,
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
  hsBasis: { value: 'importing-country', source: 'Form AI, box 7', sure: 'found' },
  whollyObtained: {
    value: { criterion: 'WO' },
    source: `${rules}, rule 4; box 8 of Form AI`,
    sure: 'found',
  },
  rule: {
    type: 'value-content-and-tariff-shift',
    contentName: 'AIFTA content',
    leastPercent: { value: '35', source: `${rules}, rule 5 and Annexure I`, sure: 'found' },
    shift: { value: 'CTSH', source: `${rules}, rule 5`, sure: 'found' },
    criterion: {
      value: 'RVC [{percent}] %+CTSH',
      source: 'box 8 of Form AI certificates in use, 2020 and 2023',
      sure: 'found',
    },
  },
};
