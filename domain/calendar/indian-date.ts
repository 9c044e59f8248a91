import type { PlainDate } from '../application/application.ts';
import { addDays, isPlainDate } from './plain-date.ts';

const instantForm = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.\d+)?Z$/;
const indianMidnightInUtcMinutes = 18 * 60 + 30;

/**
 * The calendar date in India (UTC+5:30, no summer time) at an instant such as
 * `2026-11-22T18:30:00.000Z`. Throws a RangeError on any other form.
 */
export function indianDate(instant: string): PlainDate {
  const match = instantForm.exec(instant);
  const date = match?.[1] ?? '';
  if (match === null || !isPlainDate(date)) {
    throw new RangeError(`Not an instant in UTC: ${JSON.stringify(instant)}`);
  }
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return minutes >= indianMidnightInUtcMinutes ? addDays(date, 1) : date;
}
