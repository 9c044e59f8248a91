import type { PlainDate } from '../application/application.ts';
import { indianDate } from '../calendar/indian-date.ts';
import { addDays } from '../calendar/plain-date.ts';
import { addWorkingDays } from '../calendar/working-days.ts';

/** `remind` who must act next · `escalate` to DGFT operations · `lapse`: it ends undone. */
export type DueAct = 'remind' | 'escalate' | 'lapse';

/** What happens at an instant, unless the registration has moved on by then. */
export type Due = { at: string; act: DueAct };

/** How long a registration waits for whom. */
export const deadlines = {
  applicant: { remindAfterDays: [3, 10], lapseAfterDays: 14 },
  decider: { remindAfterWorkingDays: 5, escalateAfterWorkingDays: 10, lapseAfterDays: 30 },
} as const;

/** 18:00 in India: a working day that is given to somebody is given wholly. */
const closeOfWork = 'T12:30:00.000Z';

const laterBy = (instant: string, days: number) =>
  addDays(instant.slice(0, 10), days) + instant.slice(10);

/** What falls due while the applicant has proofs to bring, in order of time. */
export function duesOfApplicant(since: string): Due[] {
  const { remindAfterDays, lapseAfterDays } = deadlines.applicant;
  return [
    ...remindAfterDays.map((days): Due => ({ at: laterBy(since, days), act: 'remind' })),
    { at: laterBy(since, lapseAfterDays), act: 'lapse' },
  ];
}

/** What falls due while somebody has to decide, in order of time. */
export function duesOfDecider(since: string, holidays: readonly PlainDate[]): Due[] {
  const { remindAfterWorkingDays, escalateAfterWorkingDays, lapseAfterDays } = deadlines.decider;
  const workingDays = (count: number) =>
    addWorkingDays(indianDate(since), count, holidays) + closeOfWork;
  const dues: Due[] = [
    { at: workingDays(remindAfterWorkingDays), act: 'remind' },
    { at: workingDays(escalateAfterWorkingDays), act: 'escalate' },
    { at: laterBy(since, lapseAfterDays), act: 'lapse' },
  ];
  return dues.sort((a, b) => (a.at < b.at ? -1 : 1));
}
