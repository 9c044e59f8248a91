import { nameOfSchemeNotOffered, schemeByCode } from '../agreement/schemes.ts';
import { isCountry } from '../identifier/country.ts';
import { isIec } from '../identifier/iec.ts';
import { minorUnits } from './amount.ts';
import { exportColumns } from './export-file.ts';
import { type Fault, isKey, type StagedRow, stagedRow } from './staged-row.ts';
import { type Tidying, tidyCode, tidyDate, tidyText } from './tidy.ts';

const columnCount = exportColumns['certificates.psv'].length;

/** The columns of `staged_certificate` that the values stand for. */
export const certificateColumns = [
  ...['cancelled', 'applied_on', 'issued_on', 'invoice_date', 'fob_minor_units', 'number'],
  ...['application_number', 'agency', 'office', 'scheme', 'iec', 'consignee', 'destination'],
  ...['invoice_number', 'fob_currency', 'officer', 'replaces'],
];

const isScheme = (code: string) =>
  schemeByCode(code) !== null || nameOfSchemeNotOffered(code) !== null;

/**
 * Reads a row of certificates.psv: puts right what may be, and finds what it is refused for by itself.
 * Whether exporter and office are known, its number is taken and its parent is there, others decide.
 */
export function readCertificateRow(fields: readonly string[], tidying: Tidying): StagedRow {
  const code = (at: number) => tidyCode(tidying, fields[at] ?? '');
  const text = (at: number) => tidyText(tidying, fields[at] ?? '');
  const number = code(0);
  if (fields.length !== columnCount || !isKey(number)) {
    const wrong = fields.length === columnCount ? number : `${fields.length} columns`;
    return stagedRow(tidying, ['columns', wrong], unread(number));
  }
  const [appliedOn, issuedOn, invoiceDate] = [2, 3, 11].map((at) =>
    tidyDate(tidying, fields[at] ?? ''),
  );
  const [scheme, iec, destination, currency, amount, status, replaces] = [
    ...[code(6), code(7), code(9), code(12), text(13), code(14), code(15)],
  ] as [string, string, string, string, string, string, string];
  const minor = minorUnits(currency, amount);
  const fault = (): Fault | null => {
    if (!isIec(iec)) return ['iec-format', iec];
    if (!isScheme(scheme)) return ['scheme-unknown', scheme];
    if (!appliedOn) return ['date-invalid', text(2)];
    if (!issuedOn) return ['date-invalid', text(3)];
    if (!invoiceDate) return ['date-invalid', text(11)];
    if (issuedOn < appliedOn) return ['issued-before-applied', text(3)];
    if (!isCountry(destination)) return ['country-invalid', destination];
    if (minor === null) return ['amount-invalid', `${currency} ${amount}`.trim()];
    if (status !== 'ISSUED' && status !== 'CANCELLED') return ['status-unknown', status];
    return null;
  };
  return stagedRow(tidying, fault(), [
    ...[status === 'CANCELLED' ? 't' : 'f', appliedOn ?? null, issuedOn ?? null],
    ...[invoiceDate ?? null, minor, number, text(1), code(4), code(5), scheme, iec, text(8)],
    ...[destination, text(10), currency, text(16), replaces === '' ? null : replaces],
  ]);
}

/** Only its number is known, so that its items go with it. */
const unread = (number: string) =>
  certificateColumns.map((name) => (name === 'number' ? number : null));
