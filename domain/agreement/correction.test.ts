import { describe, expect, test } from 'vitest';
import { pump, scheme, verdict, verdictOfParts, workedSheet } from '../testing/worked-sheet.ts';
import { type CorrectionTerms, correctedScheme, objectionsTo } from './correction.ts';
import { figuresOf, uncertainFigures } from './figures.ts';
import { records } from './schemes.ts';

const terms = (more: Partial<CorrectionTerms>): CorrectionTerms => ({
  ...{ figures: [], rules: [], from: '2027-01-01', source: 'Notification 7/2027', link: null },
  ...{ sure: 'found', ...more },
});
const one = (figure: string, value: unknown, more: Partial<CorrectionTerms> = {}) =>
  terms({ figures: [{ figure, value }], ...more });

describe('R38 what is not certain of an agreement', () => {
  test('is known by its place in the record, which names one figure alone', () => {
    for (const record of records) {
      const places = figuresOf(record).map(({ figure }) => figure);
      expect(new Set(places).size).toBe(places.length);
      expect(uncertainFigures(record).every(({ sure }) => sure !== 'found')).toBe(true);
    }
    const chile = uncertainFigures(scheme('CHILE')).map(({ figure }) => figure);
    expect(chile).toContain('validity');
    expect(chile).toContain('rule.routes.0.test.of.0.percent');
    expect(chile).not.toContain('thirdCountryInvoicing.value');
  });

  test('is corrected in a copy, with its new source, and the record stays as it is', () => {
    const record = scheme('CHILE');
    const before = structuredClone(record);
    const link = 'https://cbic.example/7';
    const corrected = correctedScheme(record, [one('validity', { months: 6 }, { link })]);
    expect(corrected.validity).toEqual({
      value: { months: 6 },
      source: 'Notification 7/2027 (https://cbic.example/7)',
      sure: 'found',
    });
    expect({ ...corrected, validity: record.validity }).toEqual(before);
    expect(record).toEqual(before);
    expect(correctedScheme(record, [])).toBe(record);
  });

  test('is what the last correction made it, each on its own figures', () => {
    const corrected = correctedScheme(scheme('CHILE'), [
      one('validity', { months: 6 }),
      one('deMinimis', { percent: '8', exceptChapters: [] }),
      one('validity', { days: 90 }),
    ]);
    expect(corrected.validity.value).toEqual({ days: 90 });
    expect(corrected.deMinimis.value).toEqual({ percent: '8', exceptChapters: [] });
  });

  test('decides origin as corrected: a threshold, and what is printed', () => {
    const item = { ...pump, origin: { costSheet: workedSheet([['CN', '640000.00']]) } };
    expect(verdict(scheme('CHILE'), item)).toEqual(['value-content-too-low']);
    const corrected = correctedScheme(scheme('CHILE'), [
      one('rule.routes.0.test.of.0.percent', '36'),
      one('rule.routes.0.criterion', 'LVC {percent-plain}'),
    ]);
    expect(verdict(corrected, item)).toBe('LVC 36');
  });

  test.each([
    ['AIFTA', one('validty', { months: 6 }), 'figure-not-uncertain', '/figures/0/figure'],
    ['AIFTA', one('cumulation', 'none'), 'figure-not-uncertain', '/figures/0/figure'],
    ['AIFTA', one('partners', ['IT']), 'figure-not-uncertain', '/figures/0/figure'],
    ['AIFTA', one('validity.value', { months: 6 }), 'figure-not-uncertain', '/figures/0/figure'],
    ['AIFTA', one('__proto__', {}), 'figure-not-uncertain', '/figures/0/figure'],
    [
      'AIFTA',
      terms({
        figures: [
          { figure: 'validity', value: { months: 6 } },
          { figure: 'validity', value: { months: 9 } },
        ],
      }),
      'figure-value-refused',
      '/figures/1/figure',
    ],
    [
      'AIFTA',
      one('partnersInForce', { IT: { from: '2027-01-01', to: null } }),
      'figure-value-refused',
      '/figures/0/value/IT',
    ],
    ['AIFTA', terms({}), 'figure-value-refused', '/figures'],
    ['AIFTA', terms({ rules: [{ hs: '71', rule: 'CTH' }] }), 'figure-not-uncertain', '/rules'],
    ['INOMCEPA', terms({ rules: [{ hs: '7', rule: 'CTH' }] }), 'figure-value-refused', '/rules/0'],
    ['INOMCEPA', terms({ rules: [{ hs: '71', rule: 'CTX' }] }), 'figure-value-refused', '/rules/0'],
    [
      'INOMCEPA',
      terms({
        rules: [
          { hs: '71', rule: 'CC' },
          { hs: '71-71', rule: 'CTH' },
        ],
      }),
      'figure-value-refused',
      '/rules/1',
    ],
  ])('of %s is not corrected by %j', (code, refused, because, pointer) => {
    expect(objectionsTo(scheme(code), refused)).toMatchObject([{ code: because, pointer }]);
  });

  test('every objection is told at once', () => {
    const figures = ['validity', 'nothing', 'cumulation'].map((figure) => ({
      figure,
      value: null,
    }));
    const told = objectionsTo(scheme('AIFTA'), terms({ figures })).map(({ pointer }) => pointer);
    expect(told).toEqual(['/figures/1/figure', '/figures/2/figure']);
  });
});

describe('R38 rules of single products that are loaded', () => {
  const item = { ...pump, origin: { costSheet: workedSheet([['CN', '400000.00']]) } };

  test('decide where nothing was loaded, the narrowest range first', () => {
    expect(verdict(scheme('INOMCEPA'), item)).toEqual(['product-rule-not-loaded']);
    const loaded = correctedScheme(scheme('INOMCEPA'), [
      terms({ rules: [{ hs: '84', rule: 'VA 70' }] }),
      terms({ rules: [{ hs: '8413', rule: 'VA 60 + CTH' }] }),
    ]);
    expect(verdict(loaded, item)).toBe('PSR');
    const replaced = correctedScheme(scheme('INOMCEPA'), [
      terms({ rules: [{ hs: '84', rule: 'VA 60' }] }),
      terms({ rules: [{ hs: '84-84', rule: 'VA 70' }] }),
    ]);
    expect(verdict(replaced, item)).toEqual(['value-content-too-low']);
  });

  test('leave those of the agreement’s file that they do not name', () => {
    const costSheet = workedSheet([['CN', '900000.00']]);
    const jewel = { hsExport: '71131910', hsImport: '711319', origin: { costSheet } };
    const loaded = correctedScheme(scheme('INUAECEPA'), [
      terms({ rules: [{ hs: '8413', rule: 'VA 99' }] }),
    ]);
    expect(verdict(loaded, item)).toEqual(['value-content-too-low']);
    expect(verdict(loaded, jewel)).toBe('PSR');
    expect(verdictOfParts('INUAECEPA', [['CN', '400000.00']])).toBe('PSR');
  });
});
