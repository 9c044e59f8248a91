import type { RegistrationKind } from './registration.ts';

/**
 * The series that a registration is numbered in: the exporters' side keeps `EIC` of the manual for
 * users (R18), people of an agency have the agency's own, DGFT's staff `DGFT`.
 */
export function seriesOf(kind: RegistrationKind, agencyCode: string | null): string {
  switch (kind) {
    case 'exporter':
    case 'exporter-user':
    case 'customs-agent':
      return 'EIC';
    case 'agency-administrator':
    case 'officer':
      if (agencyCode === null) throw new RangeError(`A ${kind} is always of an agency`);
      return agencyCode;
    case 'staff':
      return 'DGFT';
    default:
      return kind satisfies never;
  }
}

/** Such as `EIC/2026/0001`: four digits at least, more when a year has more registrations. */
export function registrationNumber(series: string, year: number, serial: number): string {
  return `${series}/${year}/${String(serial).padStart(4, '0')}`;
}
