import type { PlainDate } from '../application/application.ts';
import { addDays, addMonths } from '../calendar/plain-date.ts';
import type { Period } from './scheme.ts';

/** The last day of a period that begins the day after `from`. */
export function lastDay(from: PlainDate, period: Period): PlainDate {
  return 'months' in period ? addMonths(from, period.months) : addDays(from, period.days);
}

/** `12 months`, `180 days`. */
export function periodText(period: Period): string {
  return 'months' in period ? `${period.months} months` : `${period.days} days`;
}
