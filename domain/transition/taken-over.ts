import { schemeByCode } from '../agreement/schemes.ts';
import type { CooApplication, PlainDate } from '../application/application.ts';
import { type Standing, standingOn } from '../certificate/standing.ts';
import { validUntil } from '../certificate/validity.ts';
import { currencyDecimals } from '../identifier/currency.ts';
import type { SchemeKind } from '../money/fee.ts';
import { type DataSet, isServedHere, type ServedFrom } from './transition.ts';

/** What came over of a certificate of the earlier platform that its standing follows from. */
export type CameOver = {
  number: string;
  scheme: string;
  issuedOn: PlainDate;
  status: 'in-force' | 'superseded' | 'cancelled';
  successor: string | null;
  /** When it was cancelled here, ISO 8601 UTC; null where it was not. */
  cancelledAt: string | null;
};

/** Every code of a non-preferential scheme begins so, offered here or not. */
export const nonPreferentialCode = 'NONPREF';

const kindOf = (scheme: string): SchemeKind =>
  scheme.startsWith(nonPreferentialCode) ? 'non-preferential' : 'preferential';

/** Which switch decides where certificates under a scheme are verified and replaced. */
export const certificatesOf = (scheme: string): DataSet => `${kindOf(scheme)}-certificates`;

/** Whether certificates under a scheme that came over count here on a day in India (R61, R62). */
export const isTakenOver = (scheme: string, servedFrom: ServedFrom, on: PlainDate): boolean =>
  isServedHere(servedFrom[certificatesOf(scheme)], on);

/**
 * The last day of its validity by the rules of its agreement: the export says nothing of it. null
 * where the scheme sets no end, or is not known here.
 */
export function lastDayOf({
  scheme: code,
  issuedOn,
}: Pick<CameOver, 'scheme' | 'issuedOn'>): PlainDate | null {
  const scheme = schemeByCode(code);
  return scheme && validUntil(scheme, issuedOn);
}

/** What a certificate that came over stands like on a day in India. */
export function takenOverStanding(certificate: CameOver, today: PlainDate): Standing {
  const { status, successor, cancelledAt } = certificate;
  const record = { status, successor, validUntil: lastDayOf(certificate), cancelledAt };
  return standingOn({ ...record, isTakenOver: true }, today);
}

/** What authority over one that came over hangs on: its exporter, and the office that issued it there. */
export const takenOverResource = ({ iec, agency, office }: IssuedThere) => ({
  kind: 'legacy-certificate' as const,
  iec,
  agencyCode: agency,
  officeId: `${agency}-${office}`,
});
type IssuedThere = { iec: string; agency: string; office: string };

/** An amount in minor units, as digits, in major units: `12500` of KWD is `12.500`, of JPY `12500`. */
export function majorUnits(minor: string, currency: string): string {
  const decimals = currencyDecimals(currency) ?? 2;
  if (decimals === 0) return minor;
  const digits = minor.padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** What of an application came over with the certificate that was issued on it. */
export type ApplicationThatCameOver = Pick<CooApplication, 'scheme' | 'agency'> & {
  consignee: { name: string; country: string };
  invoices: { number: string; date: PlainDate }[];
  items: { hsExport: string; description: string; quantity: { value: string; unit: string } }[];
};
