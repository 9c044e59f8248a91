import { expect, test } from 'vitest';
import { uncertainFigures } from '../../../domain/agreement/figures.ts';
import { schemes } from '../../../domain/agreement/schemes.ts';
import { figureValue } from './figure-values.ts';

test('every figure that is not certain can be corrected: what it holds is of the form asked for', () => {
  const left = schemes.flatMap((scheme) =>
    uncertainFigures(scheme).flatMap(({ figure, value }) =>
      figureValue(figure)?.safeParse(value).success ? [] : [`${scheme.code} ${figure}`],
    ),
  );
  expect(left).toEqual([]);
});

const late = {
  after: { count: 3, of: 'working-days' },
  until: { months: 12 },
  endorsement: 'ISSUED RETROACTIVELY',
};

test.each([
  ['validity', { months: 0 }],
  ['validity', { months: 61 }],
  ['validity', { weeks: 3 }],
  ['validity', 12],
  ['inForce', { from: null, to: null }],
  ['inForce', { from: '2027-02-30', to: null }],
  ['inForce', { from: '2027-02-01', to: '2027-01-31' }],
  ['retrospective', { ...late, endorsement: 'MADE {percent} LATE' }],
  ['retrospective', { ...late, endorsement: '晚' }],
  ['retrospective', { ...late, until: { days: 3 } }],
  ['retrospective', { ...late, after: { count: -1, of: 'days' } }],
  ['deMinimis', { percent: '100.1', exceptChapters: [] }],
  ['deMinimis', { percent: '10', exceptChapters: [[63, 50]] }],
  ['deMinimis', { percent: '10', exceptChapters: [[50, 98]] }],
  ['setTolerance', '0'],
  ['setTolerance', 15],
  ['thirdCountryInvoicing', 'yes'],
  ['backToBack', { inAgreement: true, offered: true }],
  ['cumulation', 'diagonal'],
  ['rule.routes.0.test.of.0.percent', '0.0'],
  ['rule.routes.0.test.of.0.percent', '035'],
  ['rule.routes.0.test.of.0.percent', '1e1'],
  ['rule.routes.0.test.of.1.level', 'CTX'],
  ['rule.routes.0.criterion', 'RVC {per cent}'],
  ['rule.routes.0.criterion', ''],
  ['whollyObtained', { criterion: '{percent}' }],
  ['hsBasis', 'exporting-country'],
])('%s does not take %j', (figure, value) => {
  expect(figureValue(figure)?.safeParse(value).success).toBe(false);
});
