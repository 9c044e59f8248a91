import type { PlainDate } from '../application/application.ts';
import { addDays, compareDates, weekday } from './plain-date.ts';

const saturday = 6;

/** Saturdays, Sundays and the listed holidays are off: central government offices keep five days. */
export function isWorkingDay(date: PlainDate, holidays: readonly PlainDate[]): boolean {
  return weekday(date) < saturday && !holidays.includes(date);
}

/** The working day that is `count` (≥ 0) working days after `date`; the day itself is not counted. */
export function addWorkingDays(
  date: PlainDate,
  count: number,
  holidays: readonly PlainDate[],
): PlainDate {
  let day = date;
  for (let left = count; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day, holidays)) left -= 1;
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
