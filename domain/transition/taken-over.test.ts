import { describe, expect, test } from 'vitest';
import { schemes } from '../agreement/schemes.ts';
import {
  type CameOver,
  certificatesOf,
  isTakenOver,
  majorUnits,
  takenOverStanding,
} from './taken-over.ts';
import { firstSwitches, type ServedFrom } from './transition.ts';

const first = Object.fromEntries(
  firstSwitches.map(({ dataSet, from }) => [dataSet, from]),
) as ServedFrom;
const here: ServedFrom = { ...first, 'non-preferential-certificates': '2026-11-22' };

const came = (more: Partial<CameOver> = {}): CameOver => ({
  ...{ number: 'EIC/2024/013/0127378A/00158794', scheme: 'NONPREF', issuedOn: '2024-12-01' },
  ...{ status: 'in-force', successor: null, cancelledAt: null },
  ...more,
});

describe('R62 a certificate that came over', () => {
  test('counts here from the day that the switch of its kind names, and not before', () => {
    expect(isTakenOver('NONPREF', first, '2099-01-01')).toBe(false);
    expect(isTakenOver('NONPREF', here, '2026-11-21')).toBe(false);
    expect(isTakenOver('NONPREF', here, '2026-11-22')).toBe(true);
    expect(isTakenOver('AIFTA', here, '2026-11-22')).toBe(false);
  });

  test('is of the kind of its scheme, offered here or not', () => {
    for (const { code, kind } of schemes) expect(certificatesOf(code)).toBe(`${kind}-certificates`);
    expect(certificatesOf('SAFTA')).toBe('preferential-certificates');
    expect(certificatesOf('NONPREF-B2B')).toBe('non-preferential-certificates');
  });

  test.each([
    [came(), { status: 'in-force' }],
    [came({ scheme: 'OLD-AGREEMENT', issuedOn: '2020-01-01' }), { status: 'in-force' }],
    [came({ scheme: 'AIFTA' }), { status: 'expired', on: '2025-12-01' }],
    [came({ status: 'superseded', successor: 'X' }), { status: 'superseded', successor: 'X' }],
    [came({ status: 'cancelled' }), { status: 'cancelled', on: null }],
    [
      came({ status: 'cancelled', cancelledAt: '2026-11-20T19:00:00.000Z' }),
      { status: 'cancelled', on: '2026-11-21' },
    ],
  ])(
    'stands as it came over, and by the rule of its agreement where that is known: %o',
    (one, standing) => {
      expect(takenOverStanding(one, '2026-11-22')).toEqual(standing);
    },
  );

  test.each([
    ['80018261', 'AED', '800182.61'],
    ['5', 'USD', '0.05'],
    ['12500', 'KWD', '12.500'],
    ['12', 'JPY', '12'],
  ])('shows %s of %s as %s', (minor, currency, major) => {
    expect(majorUnits(minor, currency)).toBe(major);
  });
});
