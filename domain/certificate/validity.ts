import { lastDay } from '../agreement/period.ts';
import type { Scheme } from '../agreement/scheme.ts';
import type { PlainDate } from '../application/application.ts';

/**
 * The last day on which a certificate may be presented; null where the scheme sets no end.
 * A period of months "from" a date leaves out that day (General Clauses Act 1897, section 9), so
 * twelve months from 5 March end with 5 March of the next year, and from 29 February with the 28th.
 */
export function validUntil(scheme: Scheme, issuedOn: PlainDate): PlainDate | null {
  const period = scheme.validity.value;
  return period === null ? null : lastDay(issuedOn, period);
}
