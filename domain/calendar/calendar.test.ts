import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { indianDate } from './indian-date.ts';
import {
  addDays,
  addMonths,
  compareDates,
  daysBetween,
  isPlainDate,
  weekday,
} from './plain-date.ts';
import { addWorkingDays, isAfterWorkingDays, isWorkingDay } from './working-days.ts';

const start = '1900-01-01';
const anyDate = fc.nat(100_000).map((days) => addDays(start, days));

test.each(['2026-02-28', '2024-02-29', '2000-02-29', '2026-12-31', '0001-01-01'])(
  '%s is a day',
  (date) => expect(isPlainDate(date)).toBe(true),
);

test.each([
  '2026-02-29',
  '1900-02-29',
  '2026-04-31',
  '2026-13-01',
  '2026-00-10',
  '2026-1-1',
  '20260101',
  '2026-01-01T00:00:00Z',
  ' 2026-01-01',
  'today',
])('%j is no day', (text) => {
  expect(isPlainDate(text)).toBe(false);
  expect(() => addDays(text, 1)).toThrow(RangeError);
});

test.each([
  ['1970-01-01', 4],
  ['2000-02-29', 2],
  ['2026-11-18', 3],
  ['2026-11-22', 7],
])('%s falls on day %i of the week', (date, day) => {
  expect(weekday(date)).toBe(day);
});

test('every day is followed by the next one, which exists, across all month ends and leap years', () => {
  const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  let day = '1899-12-31';
  for (let year = 1900; year <= 2100; year += 1) {
    const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
    monthLengths.forEach((length, month) => {
      for (let date = 1; date <= (leap && month === 1 ? 29 : length); date += 1) {
        day = addDays(day, 1);
        const expected = [month + 1, date].map((part) => String(part).padStart(2, '0'));
        if (day !== `${year}-${expected.join('-')}`) throw new Error(`After ${day} in ${year}`);
      }
    });
  }
  expect(day).toBe('2100-12-31');
});

test('days added are the days between', () => {
  fc.assert(
    fc.property(anyDate, fc.integer({ min: -40_000, max: 40_000 }), (date, days) => {
      const other = addDays(date, days);
      expect(daysBetween(date, other)).toBe(days);
      expect(compareDates(other, date)).toBe(Math.sign(days));
      expect(weekday(other)).toBe(((((weekday(date) - 1 + days) % 7) + 7) % 7) + 1);
    }),
  );
});

test.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2024-02-29', 12, '2025-02-28'],
  ['2026-11-18', 12, '2027-11-18'],
  ['2026-11-30', 3, '2027-02-28'],
  ['2026-03-31', -1, '2026-02-28'],
  ['2026-01-15', -1, '2025-12-15'],
])('%s and %i months is %s', (date, months, expected) => {
  expect(addMonths(date, months)).toBe(expected);
});

describe('working days', () => {
  const holidays = ['2026-11-24'];

  test('Saturday, Sunday and listed holidays are off', () => {
    const week = ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24'];
    expect(week.map((day) => isWorkingDay(day, holidays))).toEqual([
      true,
      false,
      false,
      true,
      false,
    ]);
  });

  test('three working days after Friday, with a holiday on Tuesday, is Thursday', () => {
    expect(addWorkingDays('2026-11-20', 3, holidays)).toBe('2026-11-26');
    expect(addWorkingDays('2026-11-20', 3, [])).toBe('2026-11-25');
    expect(addWorkingDays('2026-11-21', 0, holidays)).toBe('2026-11-21');
  });

  test('the last of the counted days is still within', () => {
    const span = { from: '2026-11-20', count: 3, holidays };
    expect(isAfterWorkingDays('2026-11-26', span)).toBe(false);
    expect(isAfterWorkingDays('2026-11-27', span)).toBe(true);
  });

  test('the day reached is a working day, with the asked number of them passed', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 40 }), (from, count) => {
        const reached = addWorkingDays(from, count, []);
        expect(isWorkingDay(reached, [])).toBe(true);
        const passed = Array.from({ length: daysBetween(from, reached) }, (_, index) =>
          addDays(from, index + 1),
        ).filter((day) => isWorkingDay(day, []));
        expect(passed).toHaveLength(count);
      }),
    );
  });
});

describe('the date in India', () => {
  test.each([
    ['2026-11-18T18:29:59.999Z', '2026-11-18'],
    ['2026-11-18T18:30:00.000Z', '2026-11-19'],
    ['2026-12-31T19:00:00Z', '2027-01-01'],
    ['2024-02-28T23:00:00Z', '2024-02-29'],
    ['2026-11-18T00:00:00Z', '2026-11-18'],
  ])('at %s it is %s', (instant, date) => expect(indianDate(instant)).toBe(date));

  test.each([
    '2026-11-18',
    '2026-11-18T24:00:00Z',
    '2026-11-18T10:00:00+05:30',
    '2026-02-30T01:00:00Z',
  ])('%s is no instant in UTC', (text) => expect(() => indianDate(text)).toThrow(RangeError));
});
