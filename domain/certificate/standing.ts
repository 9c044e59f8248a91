import type { PlainDate } from '../application/application.ts';
import { indianDate } from '../calendar/indian-date.ts';
import { compareDates } from '../calendar/plain-date.ts';
import type { CertificateStatus } from './certificate.ts';

/** What the record says became of a certificate. `cancelledAt` is an instant, ISO 8601 in UTC. */
export type StandingOnRecord = {
  status: CertificateStatus;
  validUntil: PlainDate | null;
  successor: string | null;
  cancelledAt: string | null;
  /** It came over from the earlier platform, which says that it was cancelled, but not when. */
  isTakenOver?: boolean;
};

/**
 * What a verifier is told of a certificate's status: by what it was superseded, on which day in India
 * it was cancelled (null: the earlier platform does not say), which day was its last. `expired` is
 * never stored: it follows from the date.
 */
export type Standing =
  | { status: 'in-force' }
  | { status: 'superseded'; successor: string }
  | { status: 'cancelled'; on: PlainDate | null }
  | { status: 'expired'; on: PlainDate };

/**
 * The standing on a day in India. Cancelled and superseded outlast expiry, because they say more.
 * Throws a RangeError on a record that says what without by what or when.
 */
export function standingOn(record: StandingOnRecord, today: PlainDate): Standing {
  const { status, validUntil, successor, cancelledAt } = record;
  switch (status) {
    case 'superseded':
      if (successor === null) throw new RangeError('Superseded, but by nothing');
      return { status, successor };
    case 'cancelled':
      if (cancelledAt === null && !record.isTakenOver) {
        throw new RangeError('Cancelled, but at no time');
      }
      return { status, on: cancelledAt === null ? null : indianDate(cancelledAt) };
    case 'in-force': {
      const ended = validUntil !== null && compareDates(today, validUntil) > 0;
      return ended ? { status: 'expired', on: validUntil } : { status };
    }
    default:
      return status satisfies never;
  }
}
