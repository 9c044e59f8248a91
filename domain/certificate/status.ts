import type { PlainDate } from '../application/application.ts';
import { compareDates } from '../calendar/plain-date.ts';
import type { CertificateStatus } from './certificate.ts';

/** What a verifier is told. `expired` is never stored: it follows from the date. */
export type CurrentStatus = CertificateStatus | 'expired';

/** The status on a day; cancelled and superseded outlast expiry, because they say more. */
export function currentStatus(
  certificate: { status: CertificateStatus; validUntil: PlainDate | null },
  today: PlainDate,
): CurrentStatus {
  if (certificate.status !== 'in-force') return certificate.status;
  const ended = certificate.validUntil !== null && compareDates(today, certificate.validUntil) > 0;
  return ended ? 'expired' : 'in-force';
}
