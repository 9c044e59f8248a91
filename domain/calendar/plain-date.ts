import type { PlainDate } from '../application/application.ts';

type Parts = { year: number; month: number; day: number };

const dateForm = /^(\d{4})-(\d{2})-(\d{2})$/;

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function partsOf(date: string): Parts | null {
  const match = dateForm.exec(date);
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const exists = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return exists ? { year, month, day } : null;
}

function checkedParts(date: PlainDate): Parts {
  const parts = partsOf(date);
  if (parts === null) throw new RangeError(`Not a calendar date: ${JSON.stringify(date)}`);
  return parts;
}

function dateOf({ year, month, day }: Parts): PlainDate {
  if (year < 0 || year > 9999)
    throw new RangeError(`Year ${year} cannot be written in four digits`);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

/** Whether the text is a day that exists, written `YYYY-MM-DD`; 2026-02-29 is not. */
export function isPlainDate(text: string): boolean {
  return partsOf(text) !== null;
}

/*
 * Days are counted from 1 March of year 0, so that the leap day comes last in its year and the
 * months before it follow one formula (the usual proleptic Gregorian day number).
 */
function dayNumber(date: PlainDate): number {
  const { year, month, day } = checkedParts(date);
  const y = month <= 2 ? year - 1 : year;
  const m = (month + 9) % 12;
  const leapDays = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return 365 * y + leapDays + Math.floor((153 * m + 2) / 5) + day - 1;
}

function dateOfDayNumber(number: number): PlainDate {
  const era = Math.floor(number / 146097);
  const dayOfEra = number - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36524) -
      Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const m = Math.floor((5 * dayOfYear + 2) / 153);
  const month = m < 10 ? m + 3 : m - 9;
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
  return dateOf({ year, month, day: dayOfYear - Math.floor((153 * m + 2) / 5) + 1 });
}

/** Days from `from` to `to`; negative when `to` is earlier. Throws a RangeError on a bad date. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** The date `days` later (earlier when negative). */
export function addDays(date: PlainDate, days: number): PlainDate {
  return dateOfDayNumber(dayNumber(date) + days);
}

/** The same day `months` later; where that month is shorter, its last day (31 January + 1 = 28 February). */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const { year, month, day } = checkedParts(date);
  const count = year * 12 + (month - 1) + months;
  const target = { year: Math.floor(count / 12), month: (((count % 12) + 12) % 12) + 1 };
  return dateOf({ ...target, day: Math.min(day, daysInMonth(target.year, target.month)) });
}

/** Day of the week: 1 Monday … 7 Sunday, as ISO 8601 counts. */
export function weekday(date: PlainDate): number {
  return ((dayNumber(date) + 2) % 7) + 1;
}

/** Negative, zero or positive as `left` is before, the same as or after `right`. */
export function compareDates(left: PlainDate, right: PlainDate): number {
  return Math.sign(daysBetween(right, left));
}
