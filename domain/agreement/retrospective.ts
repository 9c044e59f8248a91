import type { PlainDate } from '../application/application.ts';
import { addMonths, compareDates } from '../calendar/plain-date.ts';
import { isAfterWorkingDays } from '../calendar/working-days.ts';
import type { Scheme } from './scheme.ts';

/** When goods left, and the day on which a certificate would be issued, both dates in India. */
export type IssueTiming = {
  departureDate: PlainDate;
  on: PlainDate;
  holidays: readonly PlainDate[];
};

/**
 * Where an issue on that day stands: `in-time`, `retrospective` (late, the form must say so) or
 * `too-late` (never). Counted from the day after departure; the last day of either limit is within.
 */
export function timeliness(
  scheme: Scheme,
  { departureDate, on, holidays }: IssueTiming,
): 'in-time' | 'retrospective' | 'too-late' {
  const rule = scheme.retrospective.value;
  if (rule === null) return 'in-time';
  if (compareDates(on, addMonths(departureDate, rule.maxMonths)) > 0) return 'too-late';
  const late = isAfterWorkingDays(on, {
    from: departureDate,
    count: rule.afterWorkingDays,
    holidays,
  });
  return late ? 'retrospective' : 'in-time';
}

/** The marks that a certificate issued on that day must print, such as `ISSUED RETROACTIVELY`. */
export function endorsementsOn(scheme: Scheme, timing: IssueTiming): string[] {
  const rule = scheme.retrospective.value;
  return rule !== null && timeliness(scheme, timing) === 'retrospective' ? [rule.endorsement] : [];
}
