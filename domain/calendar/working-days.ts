import type { PlainDate } from '../application/application.ts';
import { addDays, compareDates, weekday } from './plain-date.ts';

/** Monday to Friday: central government offices keep five days. */
const usualDays: readonly number[] = [1, 2, 3, 4, 5];

/** The days of the week that are not in `days` (1 Monday … 7 Sunday) and the listed holidays are off. */
export function isWorkingDay(
  date: PlainDate,
  holidays: readonly PlainDate[],
  days: readonly number[] = usualDays,
): boolean {
  return days.includes(weekday(date)) && !holidays.includes(date);
}

/**
 * The working day that is `count` (≥ 0) working days after `date`; the day itself is not counted.
 * Throws a RangeError where no day of the week is a working day.
 */
export function addWorkingDays(
  date: PlainDate,
  count: number,
  holidays: readonly PlainDate[],
  days: readonly number[] = usualDays,
): PlainDate {
  if (days.length === 0) throw new RangeError('No day of the week is a working day');
  let day = date;
  for (let left = count; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day, holidays, days)) left -= 1;
  }
  return day;
}

/** Whether `date` comes later than the `count`-th working day after `from`. */
export function isAfterWorkingDays(
  date: PlainDate,
  { from, count, holidays }: { from: PlainDate; count: number; holidays: readonly PlainDate[] },
): boolean {
  return compareDates(date, addWorkingDays(from, count, holidays)) > 0;
}
