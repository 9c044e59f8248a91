import type { Sourced } from '../agreement/scheme.ts';
import type { CooApplication, PlainDate } from '../application/application.ts';
import { isPerishable } from '../application/perishable.ts';
import { indianDate } from '../calendar/indian-date.ts';
import { compareDates } from '../calendar/plain-date.ts';
import { addWorkingDays } from '../calendar/working-days.ts';
import type { Stage } from '../stage.ts';
import type { WorkingHours } from './office.ts';

/** Working days within which every agency issues or rejects what has come to one of its offices. */
export const reviewDays: Readonly<Record<'usual' | 'perishable', Sourced<number>>> = {
  usual: {
    value: 2,
    source: 'No notice sets it; agencies promise one to two working days',
    sure: 'inferred',
  },
  perishable: { value: 1, source: 'Half of the usual time', sure: 'inferred' },
};

/** On which days an office works. */
export type OfficeCalendar = {
  /** null: Monday to Friday. */
  workingHours: WorkingHours | null;
  /** National ones and the office's own. */
  holidays: readonly PlainDate[];
};

/** A case's place in its office's queue: until when it is due, and whether it goes before others. */
export type QueuePlace = { dueOn: PlainDate; perishable: boolean };

/** The place that a case takes that comes to an office at an instant, ISO 8601 UTC. */
export function placeInQueue(
  application: Pick<CooApplication, 'items'>,
  at: string,
  { workingHours, holidays }: OfficeCalendar,
): QueuePlace {
  const perishable = isPerishable(application);
  const days = reviewDays[perishable ? 'perishable' : 'usual'].value;
  const dueOn = addWorkingDays(indianDate(at), days, holidays, workingHours?.days);
  return { dueOn, perishable };
}

const withOffice: readonly Stage[] = ['under-review', 'awaiting-signature'];

/** Whether a case waits for its office on a day after the one by which it was due. */
export const isOverdue = (
  { stage, dueOn }: { stage: Stage; dueOn: PlainDate | null },
  today: PlainDate,
): boolean => dueOn !== null && withOffice.includes(stage) && compareDates(dueOn, today) < 0;
