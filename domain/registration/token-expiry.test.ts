import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { daysLeft, warningDue } from './token-expiry.ts';

const validTo = '2026-12-31T12:00:00.000Z';

describe('R47 an officer is warned ahead', () => {
  test.each([
    ['2026-11-30T12:00:00.000Z', 31, null],
    ['2026-12-01T12:00:00.000Z', 30, 30],
    ['2026-12-23T12:00:00.000Z', 8, 30],
    ['2026-12-24T12:00:00.000Z', 7, 7],
    ['2026-12-29T12:00:00.000Z', 2, 7],
    ['2026-12-30T12:00:00.000Z', 1, 1],
    ['2026-12-31T00:00:00.000Z', 0, 1],
    ['2027-01-01T00:00:00.000Z', -1, null],
    // Midnight in India is half past six in the evening before.
    ['2026-12-23T18:30:00.000Z', 7, 7],
  ])('at %s: %i days left, warning %s', (now, left, due) => {
    expect(daysLeft(validTo, now)).toBe(left);
    expect(warningDue(validTo, now)).toBe(due);
  });

  test('with three warnings in all, one after the other, when asked every day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_399 }), (seconds) => {
        const day = (index: number) =>
          new Date(Date.UTC(2026, 10, 1 + index) + seconds * 1000).toISOString();
        const given = Array.from({ length: 90 }, (_, index) => warningDue(validTo, day(index)));
        expect([...new Set(given.filter((one) => one !== null))]).toEqual([30, 7, 1]);
      }),
    );
  });
});
