import type { PlainDate } from '../application/application.ts';
import { addDays } from './plain-date.ts';

/** The instant at which a day begins in India (UTC+5:30, no summer time), ISO 8601 UTC. */
export const beginningInIndia = (date: PlainDate): string => `${addDays(date, -1)}T18:30:00.000Z`;

/** The instants from which and until which days in India last, the last day included. */
export const indianPeriod = (from: PlainDate, to: PlainDate): { from: string; until: string } => ({
  from: beginningInIndia(from),
  until: beginningInIndia(addDays(to, 1)),
});
