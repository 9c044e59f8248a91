/**
 * Why a row is refused, in the order in which a row is asked: it is refused for the first that holds.
 * Stable words: operators' scripts and the report know them.
 */
export const rejectReasons = [
  'columns',
  'iec-format',
  'exporter-unknown',
  'office-unknown',
  'scheme-unknown',
  'date-invalid',
  'issued-before-applied',
  'country-invalid',
  'amount-invalid',
  'status-unknown',
  'number-conflict',
  'parent-missing',
  'items-missing',
  'hs-invalid',
  'certificate-missing',
  'wallet-missing',
  'balance-negative',
  'balance-mismatch',
] as const;
export type RejectReason = (typeof rejectReasons)[number];

/** A reason in words, for operators. */
export const reasonTexts: Record<RejectReason, string> = {
  columns: 'The row has another number of columns, or none of what it is known by',
  'iec-format': 'The IEC is not 10 characters of a valid form',
  'exporter-unknown': 'The IEC is not among the exporters',
  'office-unknown': 'The agency or office is not among the offices',
  'scheme-unknown': 'The scheme code is none of ours',
  'date-invalid': 'A date does not exist, or is missing',
  'issued-before-applied': 'It is issued before it was applied for',
  'country-invalid': 'The destination is no ISO 3166 country',
  'amount-invalid': 'The amount is not a positive one with two decimals in a currency of ISO 4217',
  'status-unknown': 'The status, or the type of a movement, is none that the export has',
  'number-conflict': 'The number was taken before by another content: the first stays',
  'parent-missing': 'The certificate that it replaces is not in the export, or was refused itself',
  'items-missing': 'No item has its number',
  'hs-invalid': 'An item has an HS code that cannot exist, or cannot be read',
  'certificate-missing': 'No certificate row has its number',
  'wallet-missing': 'No wallet row has its number',
  'balance-negative': 'The balance is below zero',
  'balance-mismatch': 'The balance is not the sum of its transactions',
};
