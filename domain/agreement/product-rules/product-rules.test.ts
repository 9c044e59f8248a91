import { describe, expect, test } from 'vitest';
import { isHs6 } from '../../identifier/hs.ts';
import { pump, scheme, verdict, workedSheet } from '../../testing/worked-sheet.ts';
import { originByCostSheet } from '../origin/by-cost-sheet.ts';
import { readCostSheet } from '../origin/cost-figures.ts';
import type { OriginTest } from '../origin-rule.ts';
import type { Scheme } from '../scheme.ts';
import { records } from '../schemes.ts';
import { ruleFiles } from './loaded.ts';
import { readProductRules, ruleFor } from './product-rules.ts';
import { readRule } from './rule-text.ts';

const where = { source: 'Annex', sure: 'found' } as const;

/** What a pump of a million with such parts is told by a rule of the file's language. */
function byRule(rule: string, sheet: Parameters<typeof workedSheet>) {
  const route = {
    name: 'rule',
    cumulated: true,
    test: readRule(rule, where),
    criterion: { value: 'PSR', ...where },
  };
  const emirates = scheme('INUAECEPA');
  const asked: Scheme = {
    ...emirates,
    deMinimis: { value: null, ...where },
    rule: { originatingMaterials: null, routes: [route], productSpecific: null },
  };
  const costSheet = workedSheet(...sheet);
  const figures = readCostSheet(costSheet);
  if (figures === null) throw new Error('The sheet is no sheet');
  const item = { ...pump, origin: { costSheet } };
  const { criterion, failures } = originByCostSheet({ scheme: asked, item, number: 1 }, figures);
  return failures.length === 0 ? criterion : failures.map(({ code }) => code);
}

const low = ['value-content-too-low'];
const unshifted = ['tariff-shift-missing'];

describe('the language of product-specific rules', () => {
  test.each<[rule: string, sheet: Parameters<typeof workedSheet>, verdict: string | string[]]>([
    ['CC', [[['CN', '900000.00', '850110']]], 'PSR'],
    ['CC', [[['CN', '1.00', '848110']]], unshifted],
    ['CTH', [[['CN', '1.00', '848110']]], 'PSR'],
    ['CTH', [[['CN', '1.00', '841350']]], unshifted],
    ['CTSH', [[['CN', '1.00', '841350']]], 'PSR'],
    ['CTSH', [[['CN', '1.00', '84137099']]], unshifted],
    ['CTH except 8501, 8503', [[['CN', '1.00', '850110']]], unshifted],
    ['CTH except 8501, 8503', [[['IN', '1.00', '850110']]], 'PSR'],
    ['CTH except 8501, 8503', [[['CN', '1.00', '850410']]], 'PSR'],
    ['VA 40', [[['CN', '600000.00', '841370']]], 'PSR'],
    ['VA 40', [[['CN', '600000.01', '841370']]], low],
    ['max 60', [[['CN', '600000.00', '841370']]], 'PSR'],
    ['max 60', [[['CN', '600000.01', '841370']]], low],
    ['build-up 35', [[['CN', '500000.00']], { otherCosts: '150000.00' }], 'PSR'],
    ['build-up 35', [[['CN', '500000.00']], { otherCosts: '150000.01' }], low],
    ['direct 35', [[['CN', '500000.00']], { otherCosts: '500000.00' }], 'PSR'],
    [
      'build-up-materials 35',
      [
        [
          ['IN', '350000.00'],
          ['CN', '600000.00'],
        ],
      ],
      'PSR',
    ],
    [
      'build-up-materials 35',
      [
        [
          ['IN', '349999.99'],
          ['CN', '600000.00'],
        ],
      ],
      low,
    ],
    ['net-cost 50', [[['CN', '400000.00']], { profit: '200000.00' }], 'PSR'],
    ['net-cost 50', [[['CN', '400000.01']], { profit: '200000.00' }], low],
    ['net-cost 1', [[], { profit: '1000000.00' }], low],
    ['VA 40 of ex-works', [[['CN', '480000.00']], { exWorks: '800000.00' }], 'PSR'],
    ['VA 40 of ex-works', [[['CN', '480000.01']], { exWorks: '800000.00' }], low],
    ['direct 40 of ex-works', [[['CN', '480000.00']], { exWorks: '800000.00' }], 'PSR'],
    ['VA 40 of ex-works', [[['CN', '1.00']]], ['ex-works-missing']],
    ['PE', [[['IN', '900000.00', '841370']]], 'PSR'],
    ['PE', [[[null, '0.01']]], ['material-not-originating']],
    ['CTH + VA 40', [[['CN', '600000.00', '848110']]], 'PSR'],
    ['CTH + VA 40', [[['CN', '600000.01', '841350']]], [...low, ...unshifted].reverse()],
    ['CTH or VA 40', [[['CN', '600000.01', '848110']]], 'PSR'],
    ['CTH or VA 40', [[['CN', '600000.00', '841350']]], 'PSR'],
    ['CTH or VA 40', [[['CN', '600000.01', '841350']]], unshifted],
    ['CTSH + VA 35 or CTH', [[['CN', '900000.00', '848110']]], 'PSR'],
    ['CTSH + (VA 35 or CTH)', [[['CN', '900000.00', '841350']]], low],
  ])('%s of %j: %s', (rule, sheet, expected) => {
    expect(byRule(rule, sheet)).toEqual(expected);
  });

  test.each([
    ...[
      '',
      'CTX',
      'VA',
      'VA forty',
      'VA -1',
      'VA 04',
      'VA 100.01',
      'CTH +',
      'CTH or',
      '(CTH',
      'CTH)',
      'CTH VA 40',
    ],
    ...['CTH except', 'CTH except 84137', 'CTH except 8x', 'CTH; VA 40', 'toString 4'],
  ])('"%s" is no rule', (rule) => {
    expect(() => readRule(rule, where)).toThrow(SyntaxError);
  });
});

describe('which rule a tariff code has', () => {
  const line = (hs: string, rule: string) => ({ hs, rule, ...where });
  const file = (...rules: ReturnType<typeof line>[]) => ({
    agreement: 'X',
    edition: 'HS 2022',
    rules,
  });
  const rules = readProductRules(
    file(
      line('84', 'CTH'),
      line('8411-8414', 'CTSH'),
      line('841370', 'VA 40'),
      line('85-90', 'CC'),
    ),
  );
  test.each([
    ['841370', 'VA 40'],
    ['841350', 'CTSH'],
    ['8414', 'CTSH'],
    ['841510', 'CTH'],
    ['840110', 'CTH'],
    ['900110', 'CC'],
    ['910110', undefined],
    ['832910', undefined],
  ])('%s: that of the narrowest range, %s', (hs, text) => {
    expect(ruleFor(rules, hs)?.text).toBe(text);
  });

  test.each(['8', '841', '84-8414', '85-84', '84137', 'ex 84', '84137010'])(
    '"%s" is no range',
    (hs) => expect(() => readProductRules(file(line(hs, 'CTH')))).toThrow(SyntaxError),
  );

  test('a range has one rule', () => {
    expect(() => readProductRules(file(line('84', 'CTH'), line('84', 'CC')))).toThrow(/two rules/);
  });
});

/** The figures of a test, wherever they stand in it. */
const figuresOf = (rule: OriginTest): unknown[] =>
  rule.test === 'all-of' || rule.test === 'any-of' ? rule.of.flatMap(figuresOf) : [rule];

test('the files that are loaded are of known agreements, and each line says where it stands', () => {
  const agreements = records.filter(({ rule }) => rule.productSpecific).map((one) => one.agreement);
  for (const file of ruleFiles) {
    expect(agreements).toContain(file.agreement);
    for (const { test: rule, from } of readProductRules(file)) {
      expect(isHs6(from.padEnd(6, '1'))).toBe(true);
      expect(figuresOf(rule).length).toBeGreaterThan(0);
    }
    for (const { source, sure } of file.rules) {
      expect([source.length > 10, ['found', 'known', 'inferred'].includes(sure)]).toEqual([
        true,
        true,
      ]);
    }
  }
});

test('UAE: jewellery has a rule of its own in place of the general figure', () => {
  const jewellery = { hsExport: '71131910', hsImport: '711319' };
  const of = (foreign: string) =>
    verdict(scheme('INUAECEPA'), {
      ...jewellery,
      origin: { costSheet: workedSheet([['CH', foreign, '710812']]) },
    });
  expect(of('930000.00')).toBe('PSR');
  expect(of('930000.01')).toEqual(low);
});
