import { describe, expect, test } from 'vitest';
import { type Part, verdictOfParts } from '../../testing/worked-sheet.ts';

const low = ['value-content-too-low'];
const unshifted = ['tariff-shift-missing'];

describe('cumulation: whose materials count', () => {
  test.each<[scheme: string, parts: Part[], verdict: string | string[]]>([
    [
      'SAFTA',
      [
        ['BD', '300000.00'],
        ['CN', '300000.00'],
      ],
      'B 60.00%',
    ],
    [
      'SAFTA',
      [
        ['BD', '300000.01'],
        ['CN', '300000.00'],
      ],
      'C 70.00%',
    ],
    [
      'SAFTA',
      [
        ['BD', '300000.00'],
        ['CN', '500000.00'],
      ],
      'C 50.00%',
    ],
    [
      'SAFTA',
      [
        ['BD', '300000.00'],
        ['CN', '500000.01'],
      ],
      low,
    ],
    [
      'SAFTA',
      [
        ['BD', '700000.00'],
        ['CN', '100000.00'],
      ],
      'C 90.00%',
    ],
    [
      'SAFTA',
      [
        ['BD', '700000.01'],
        ['CN', '100000.00'],
      ],
      low,
    ],
    [
      'SAFTA',
      [
        ['BD', '700000.00'],
        ['CN', '100000.00', '841350'],
      ],
      unshifted,
    ],
    [
      'APTA',
      [
        ['KR', '400000.00'],
        ['CN', '200000.00'],
        ['DE', '400000.00'],
      ],
      'C 60.00%',
    ],
    [
      'APTA',
      [
        ['KR', '400000.00'],
        ['CN', '199999.99'],
        ['DE', '400000.01'],
      ],
      low,
    ],
    [
      'ISFTA',
      [
        ['LK', '100000.00'],
        ['CN', '650000.00'],
      ],
      'C 35.00%',
    ],
    [
      'ISFTA',
      [
        ['LK', '100000.01'],
        ['CN', '650000.00'],
      ],
      low,
    ],
    [
      'INDAFG',
      [
        ['AF', '100000.00'],
        ['CN', '600000.00'],
      ],
      'C 40.00%',
    ],
    [
      'INDAFG',
      [
        ['AF', '100000.01'],
        ['CN', '600000.00'],
      ],
      low,
    ],
    [
      'MERCOSUR',
      [
        ['BR', '300000.00'],
        ['CN', '400000.00'],
      ],
      'C 60.00%',
    ],
    [
      'MERCOSUR',
      [
        ['BR', '300000.00'],
        ['CN', '400000.01'],
      ],
      low,
    ],
    [
      'GSTP',
      [
        ['BR', '300000.00'],
        ['DE', '400000.00'],
      ],
      'C 60.00%',
    ],
    [
      'GSTP',
      [
        ['BR', '300000.00'],
        ['DE', '400000.01'],
      ],
      low,
    ],
    [
      'AIECTA',
      [
        ['AU', '500000.00', '841370'],
        ['CN', '100000.00'],
      ],
      'CTSH + QVC 90 build-down',
    ],
    ['IJCEPA', [['JP', '900000.00', '841370']], 'B'],
    ['INUAECEPA', [['AE', '900000.00', '841370']], 'PSR'],
  ])('%s of %j: %s', (scheme, parts, verdict) => {
    expect(verdictOfParts(scheme, parts)).toEqual(verdict);
  });

  test('what cumulation asks less of is open only to goods with material of a partner', () => {
    expect(verdictOfParts('INDAFG', [['CN', '600000.00']])).toEqual(low);
    const withAny: Part[] = [
      ['AF', '0.01'],
      ['CN', '600000.00'],
    ];
    expect(verdictOfParts('INDAFG', withAny)).toBe('C 40.00%');
  });

  test("another agreement's partner is a stranger", () => {
    expect(verdictOfParts('AIECTA', [['TH', '560000.00']])).toEqual(low);
    expect(verdictOfParts('AIFTA', [['AU', '660000.00']])).toEqual(low);
  });
});
