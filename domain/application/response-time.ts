import type { Sourced } from '../agreement/scheme.ts';

/** Stages in which a case waits for its exporter, and ends by itself when nothing comes. */
export type WaitingStage = 'awaiting-payment' | 'query-raised' | 'auto-approved-pending-issuance';

type ResponseTime = {
  /** Days within which the exporter must do something, counted from the moment it was asked. */
  days: Sourced<number>;
  /** So many days before the end it is reminded. */
  remindDaysBefore: readonly number[];
};

/** How long a case waits for its exporter. Published in `docs/stages.md`. */
export const responseTimes: Readonly<Record<WaitingStage, ResponseTime>> = {
  'awaiting-payment': {
    days: {
      value: 15,
      source: 'No notice sets it: half of what a query is given',
      sure: 'inferred',
    },
    remindDaysBefore: [7, 1],
  },
  'query-raised': {
    days: {
      value: 30,
      source: 'No notice sets it: thirty days, as DGFT gives for answers to deficiency letters',
      sure: 'inferred',
    },
    remindDaysBefore: [15, 5, 1],
  },
  'auto-approved-pending-issuance': {
    days: {
      value: 30,
      source: 'No notice sets it: as long as for the answer to a query',
      sure: 'inferred',
    },
    remindDaysBefore: [15, 5, 1],
  },
};

const dayMs = 86_400_000;

/** Until when the exporter may respond that is asked at `now`; both in milliseconds since 1970. */
export const respondBy = (stage: WaitingStage, now: number): number =>
  now + responseTimes[stage].days.value * dayMs;

/** What happens next to a case that waits, unless its exporter responds before. */
export type Notice = { at: number; what: 'remind' | 'lapse' };

/** The next reminder, or the lapse when there is none left to come. Times in milliseconds since 1970. */
export function nextNotice(stage: WaitingStage, until: number, now: number): Notice {
  const reminders = responseTimes[stage].remindDaysBefore.map((days) => until - days * dayMs);
  const next = reminders.filter((at) => at > now).sort((one, other) => one - other)[0];
  return next === undefined ? { at: until, what: 'lapse' } : { at: next, what: 'remind' };
}
