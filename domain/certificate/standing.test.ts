import { describe, expect, test } from 'vitest';
import { type StandingOnRecord, standingOn } from './standing.ts';

const plain: StandingOnRecord = {
  status: 'in-force',
  validUntil: '2027-11-18',
  successor: null,
  cancelledAt: null,
};
const superseded = { status: 'superseded', successor: 'EIC-MUMBAI-2026-0000018-F' } as const;
const cancelled = { status: 'cancelled', cancelledAt: '2026-11-20T18:30:00.000Z' } as const;

describe('the standing of a certificate', () => {
  test.each([
    ['2027-11-18', {}, { status: 'in-force' }],
    ['2027-11-19', {}, { status: 'expired', on: '2027-11-18' }],
    ['2099-01-01', { validUntil: null }, { status: 'in-force' }],
    ['2026-11-18', superseded, superseded],
    ['2028-01-01', superseded, superseded],
    ['2026-11-21', cancelled, { status: 'cancelled', on: '2026-11-21' }],
    ['2028-01-01', cancelled, { status: 'cancelled', on: '2026-11-21' }],
  ] as const)('on %s, with %j on record, is %j', (today, more, standing) => {
    expect(standingOn({ ...plain, ...more }, today)).toEqual(standing);
  });

  test.each([{ status: 'superseded' }, { status: 'cancelled' }] as const)(
    'is nothing that a record with %j alone could say',
    (half) => {
      expect(() => standingOn({ ...plain, ...half }, '2026-11-22')).toThrow(RangeError);
    },
  );
});
