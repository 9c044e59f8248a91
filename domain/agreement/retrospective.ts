import type { PlainDate } from '../application/application.ts';
import { addDays, compareDates } from '../calendar/plain-date.ts';
import { addWorkingDays } from '../calendar/working-days.ts';
import { lastDay } from './period.ts';
import type { RetrospectiveRule, Scheme } from './scheme.ts';

/** When goods left, and the day on which a certificate would be issued, both dates in India. */
export type IssueTiming = {
  departureDate: PlainDate;
  on: PlainDate;
  holidays: readonly PlainDate[];
};

function lastDayInTime({ after }: RetrospectiveRule, timing: IssueTiming): PlainDate {
  const { departureDate, holidays } = timing;
  return after.of === 'days'
    ? addDays(departureDate, after.count)
    : addWorkingDays(departureDate, after.count, holidays);
}

/**
 * Where an issue on that day stands: `in-time`, `retrospective` (late, the form must say so) or
 * `too-late` (never). Counted from the day after departure; the last day of either limit is within.
 */
export function timeliness(
  scheme: Scheme,
  timing: IssueTiming,
): 'in-time' | 'retrospective' | 'too-late' {
  const rule = scheme.retrospective.value;
  if (rule === null) return 'in-time';
  if (compareDates(timing.on, lastDay(timing.departureDate, rule.until)) > 0) return 'too-late';
  return compareDates(timing.on, lastDayInTime(rule, timing)) > 0 ? 'retrospective' : 'in-time';
}

/** The marks that a certificate issued on that day must print, such as `ISSUED RETROACTIVELY`. */
export function endorsementsOn(scheme: Scheme, timing: IssueTiming): string[] {
  const endorsement = scheme.retrospective.value?.endorsement ?? null;
  return endorsement !== null && timeliness(scheme, timing) === 'retrospective'
    ? [endorsement]
    : [];
}
