import { describe, expect, test } from 'vitest';
import type { Operation } from '../../application/application.ts';
import { operations } from '../../application/application.ts';
import {
  type Part,
  pump,
  scheme,
  verdict,
  verdictOfParts,
  workedSheet,
} from '../../testing/worked-sheet.ts';
import { determineItemOrigin } from './determine-origin.ts';

const low = ['value-content-too-low'];
const unshifted = ['tariff-shift-missing'];
const foreign = (value: string, role: NonNullable<Part[3]>['role'], hs = '841370'): Part => [
  'CN',
  value,
  hs,
  { role },
];

describe('what materials are to the goods', () => {
  test.each<[what: string, part: Part, verdict: string | string[]]>([
    ['an input counts in both tests', ['CN', '700000.00', '841370'], [...low, ...unshifted]],
    [
      'an accessory is classified with the goods',
      foreign('650000.00', 'accessory'),
      'RVC [35.00] %+CTSH',
    ],
    ['but its value counts', foreign('650000.01', 'accessory'), low],
    ['so is retail packaging', foreign('650000.00', 'retail-packaging'), 'RVC [35.00] %+CTSH'],
    ['and its value counts', foreign('650000.01', 'retail-packaging'), low],
    [
      'packing for the voyage counts nowhere',
      foreign('900000.00', 'transport-packing'),
      'RVC [100.00] %+CTSH',
    ],
    [
      'what is used up in making counts as originating',
      foreign('900000.00', 'neutral'),
      'RVC [100.00] %+CTSH',
    ],
  ])('%s', (_what, part, expected) => {
    expect(verdictOfParts('AIFTA', [part])).toEqual(expected);
  });

  test('packing for the voyage is no originating material either', () => {
    const parts: Part[] = [foreign('350000.00', 'transport-packing'), ['CN', '560000.00']];
    expect(verdictOfParts('AIECTA', parts)).toEqual(low);
    const used: Part[] = [foreign('350000.00', 'neutral'), ['CN', '560000.00']];
    expect(verdictOfParts('AIECTA', used)).toBe('CTSH + QVC 35 build-up');
  });

  test('the reasoning says what each was taken for', () => {
    const costSheet = workedSheet([foreign('1.00', 'accessory')]);
    const { origin } = determineItemOrigin({
      scheme: scheme('AIFTA'),
      item: { ...pump, origin: { costSheet } },
      number: 1,
    });
    expect(origin.reasoning[0]?.result).toContain('Part 1 (841370, CN) is accessory');
  });
});

describe('sets', () => {
  const article = (origin: string | null, value: string): Part => [
    origin,
    value,
    '841370',
    { role: 'set-article' },
  ];
  test.each<[scheme: string, parts: Part[], verdict: string | string[]]>([
    ['AIFTA', [article('IN', '500000.00')], 'RVC [100.00] %+CTSH'],
    ['AIFTA', [article('IN', '500000.00'), article('TH', '100.00')], 'RVC [100.00] %+CTSH'],
    ['AIFTA', [article('IN', '500000.00'), article('CN', '0.01')], ['set-not-originating']],
    ['MERCOSUR', [article('IN', '500000.00'), article('CN', '150000.00')], 'B 15.00%'],
    ['MERCOSUR', [article('IN', '500000.00'), article('CN', '150000.01')], ['set-not-originating']],
  ])('%s of %j: %s', (of, parts, expected) => {
    expect(verdictOfParts(of, parts)).toEqual(expected);
  });
});

describe('minimal operations, where the application says what was done', () => {
  const done = (parts: Part[], ...what: Operation[]) =>
    verdict(scheme('AIFTA'), {
      ...pump,
      origin: { costSheet: workedSheet(parts) },
      operations: what,
    });
  const cheap: Part[] = [['CN', '1.00']];

  test.each(operations.filter((one) => one !== 'manufacture'))(
    '%s alone gives no origin',
    (one) => {
      expect(done(cheap, one)).toEqual(['minimal-operations-only']);
      expect(done(cheap, one, 'packing')).toEqual(['minimal-operations-only']);
    },
  );

  test('they do no harm beside manufacture, or to originating material', () => {
    expect(done(cheap, 'packing', 'manufacture')).toBe('RVC [99.99] %+CTSH');
    expect(
      done(
        [
          ['IN', '1.00'],
          ['TH', '1.00'],
        ],
        'packing',
      ),
    ).toBe('RVC [100.00] %+CTSH');
  });

  test('they are asked of non-preferential goods too', () => {
    const origin = { costSheet: workedSheet(cheap) };
    const item = { ...pump, origin, operations: ['simple-assembly' as const] };
    expect(verdict(scheme('NONPREF'), item)).toEqual(['minimal-operations-only']);
  });

  test('an application that does not say is not asked', () => {
    expect(verdictOfParts('AIFTA', cheap)).toBe('RVC [99.99] %+CTSH');
  });
});

test("a partner's material counts with its proof, and the reasoning names it or asks for it", () => {
  const evidence = { number: 'AI/TH/17', date: '2026-10-01', issuer: 'DFT Bangkok' };
  const first = (part: Part) =>
    determineItemOrigin({
      scheme: scheme('AIFTA'),
      item: { ...pump, origin: { costSheet: workedSheet([part]) } },
      number: 1,
    }).origin.reasoning[0]?.result;
  expect(first(['TH', '1.00', '392690', { evidence }])).toContain(
    'by proof AI/TH/17 of 2026-10-01, DFT Bangkok',
  );
  expect(first(['TH', '1.00'])).toContain('not named, so the officer asks for it');
});
