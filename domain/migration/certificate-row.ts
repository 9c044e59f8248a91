import { nameOfSchemeNotOffered, schemeByCode } from '../agreement/schemes.ts';
import { isCountry } from '../identifier/country.ts';
import { isIec } from '../identifier/iec.ts';
import { minorUnits } from './amount.ts';
import { exportColumns } from './export-file.ts';
import { isForm, plainCode, plainText } from './plain-row.ts';
import { type Fault, isKey, type StagedRow, stagedRow } from './staged-row.ts';
import { type Tidying, tidyCode, tidyDate, tidyText } from './tidy.ts';

const columnCount = exportColumns['certificates.psv'].length;

/** The columns of `staged_certificate` that the values stand for. */
export const certificateColumns = [
  ...[
    'number',
    'application_number',
    'applied_on',
    'issued_on',
    'agency',
    'office',
    'scheme',
    'iec',
  ],
  ...['consignee', 'destination', 'invoice_number', 'invoice_date', 'fob_currency'],
  ...['fob_minor_units', 'cancelled', 'replaces', 'officer'],
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
    ...[number, text(1), appliedOn ?? null, issuedOn ?? null, code(4), code(5), scheme, iec],
    ...[text(8), destination, text(10), invoiceDate ?? null, currency, minor],
    ...[status === 'CANCELLED' ? 't' : 'f', replaces === '' ? null : replaces, text(16)],
  ]);
}

/** Only its number is known, so that its items go with it. */
const unread = (number: string) =>
  certificateColumns.map((name) => (name === 'number' ? number : null));

const plainDay = '\\d{2}/\\d{2}/\\d{4}';
const plainIec = '(?:\\d{10}|[A-Z]{5}\\d{4}[A-Z])';
const plainForm = new RegExp(
  [
    ...[`${plainCode}{1,64}`, plainText, plainDay, plainDay, `${plainCode}*`, `${plainCode}*`],
    ...[`${plainCode}*`, plainIec, plainText, '[A-Z]{2}', plainText, plainDay, '[A-Z]{3}'],
    ...['\\d{1,13}\\.\\d{2}', '(?:ISSUED|CANCELLED)', `${plainCode}*`, plainText],
  ].join('\\|'),
  'y',
);

/** Where values of a row begin and end in its text, and what they come to that are not staged as they stand. */
export type PlainCertificate = {
  numberEnd: number;
  /** The amount, which is followed by the status. */
  amount: number;
  minorUnits: string;
  isCancelled: boolean;
  /** The number of its parent, which may be of no length. */
  replaces: number;
  /** The last value. */
  officer: number;
};

/**
 * Reads a row of certificates.psv that stands as it should in a text, as nearly all do, at a quarter of
 * the cost: with nothing to put right and no fault of its own. null: `readCertificateRow` has to read it.
 */
export function readPlainCertificate(
  text: string,
  begin: number,
  end: number,
): PlainCertificate | null {
  if (!isForm(plainForm, text, begin, end)) return null;
  const after = (at: number) => text.indexOf('|', at) + 1;
  const day = (at: number) => tidyDate({ repaired: false }, text.slice(at, at + 10));
  // Where days, IEC, country and currency stand follows from what is before them: their length is known.
  const application = after(begin);
  const applied = after(application);
  const agency = applied + 22;
  const scheme = after(after(agency));
  const iec = after(scheme);
  const country = after(iec + 11);
  const invoiceDate = after(country + 3);
  const amount = invoiceDate + 15;
  const status = after(amount);
  const replaces = after(status);
  const officer = after(replaces);
  const [appliedOn, issuedOn] = [day(applied), day(applied + 11)];
  if (!appliedOn || !issuedOn || issuedOn < appliedOn || !day(invoiceDate)) return null;
  if (!isScheme(text.slice(scheme, iec - 1)) || !isCountry(text.slice(country, country + 2))) {
    return null;
  }
  const minor = minorUnits(text.slice(amount - 4, amount - 1), text.slice(amount, status - 1));
  if (minor === null) return null;
  const isCancelled = text.charCodeAt(status) === 67;
  const numberEnd = application - 1;
  return { numberEnd, amount, minorUnits: minor, isCancelled, replaces, officer };
}
