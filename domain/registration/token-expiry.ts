import { indianDate } from '../calendar/indian-date.ts';
import { daysBetween } from '../calendar/plain-date.ts';

/** How many days before its end an officer is warned of a signing token's expiry. */
export const warningDays = [30, 7, 1] as const;
export type WarningDays = (typeof warningDays)[number];

/** Whole days in India from now to the day on which the certificate ends; negative after it. */
export function daysLeft(validTo: string, now: string): number {
  return daysBetween(indianDate(now), indianDate(validTo));
}

/**
 * Which warning is due: the last one whose day has come, so that one missed is made up for and a
 * token registered late is warned of once. null while it is early, and when it has expired.
 */
export function warningDue(validTo: string, now: string): WarningDays | null {
  const left = daysLeft(validTo, now);
  if (left < 0) return null;
  return warningDays.findLast((days) => left <= days) ?? null;
}
