import type { Scheme } from '../scheme.ts';

const paragraph = 'Handbook of Procedures 2023, paragraph 2.93';
const none = { source: `${paragraph} states none`, sure: 'inferred' } as const;

/** Certificate of Origin (Non-Preferential): evidence of Indian origin, no right to lower duty. */
export const nonPreferential: Scheme = {
  code: 'NONPREF',
  agreement: 'NONPREF',
  name: 'Certificate of Origin (Non-Preferential)',
  formName: 'Certificate of Origin (Non-Preferential)',
  kind: 'non-preferential',
  issuing: {
    value: { by: 'agency', appendix: '2E', agencies: null },
    source: 'Foreign Trade Policy 2023, Appendix 2E',
    sure: 'found',
  },
  inForce: {
    value: { from: '2015-04-01', to: null },
    source: `${paragraph}, as before it paragraph 2.108 of the Handbook 2015-20`,
    sure: 'inferred',
  },
  partners: null,
  partnersInForce: { value: {}, ...none },
  validity: { value: null, ...none },
  retrospective: { value: null, ...none },
  trueCopy: {
    value: { withinMonths: 12, endorsement: 'CERTIFIED TRUE COPY' },
    source: `${paragraph} states none: as the agreements do it`,
    sure: 'inferred',
  },
  thirdCountryInvoicing: {
    value: false,
    source: 'Annexure II to Appendix 2E has no box for it',
    sure: 'inferred',
  },
  backToBack: {
    value: { inAgreement: true, offered: false },
    source: `${paragraph}(f): a certificate of its own kind, scheme NONPREF-B2B`,
    sure: 'found',
  },
  cumulation: { value: 'none', source: `${paragraph}(a) speaks of India alone`, sure: 'inferred' },
  deMinimis: { value: null, ...none },
  setTolerance: { value: null, ...none },
  hsBasis: {
    value: 'importing-country',
    source: 'Annexure II to Appendix 2E, box 7',
    sure: 'known',
  },
  whollyObtained: {
    value: { criterion: 'INDIAN' },
    source: `${paragraph}(a); box 8 of Annexure II to Appendix 2E`,
    sure: 'found',
  },
  foreignOrigin: { value: null, source: 'it certifies Indian origin alone', sure: 'known' },
  rule: {
    originatingMaterials: null,
    routes: [
      {
        name: 'processing in India',
        cumulated: false,
        test: {
          test: 'all-of',
          of: [
            {
              test: 'work-in-india',
              rule: {
                value: 'labour-or-overheads',
                source: `${paragraph}(a), after 2.108(a) of the Handbook 2015-20: imported inputs must undergo more than the simple operations listed there`,
                sure: 'inferred',
              },
            },
            {
              test: 'tariff-shift',
              level: {
                value: 'CTSH',
                source: `${paragraph}(a), after 2.108(a) of the Handbook 2015-20: imported inputs must undergo more than the simple operations listed there`,
                sure: 'inferred',
              },
              refusedAs: 'indian-processing-missing',
            },
          ],
        },
        criterion: {
          value: 'INDIAN',
          source: 'box 8 of Annexure II to Appendix 2E, as filled in certificates in use',
          sure: 'found',
        },
      },
    ],
    productSpecific: null,
  },
};
