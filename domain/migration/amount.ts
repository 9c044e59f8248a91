import { currencyDecimals } from '../identifier/currency.ts';

const written = /^\d{1,13}\.\d{2}$/;
const signed = /^-?\d{1,13}\.\d{2}$/;
const nothing = /^0*$/;

const withoutZeros = (digits: string) => digits.replace(/^0+(?=\d)/, '');

/**
 * A positive amount in major units with two decimals, in the minor units of its currency by ISO 4217,
 * as digits: `12.50` of USD is `1250`, of KWD `12500`; `12.00` of JPY is `12`. null for anything else,
 * parts of a minor unit and unknown currencies among it.
 */
export function minorUnits(currency: string, amount: string): string | null {
  const decimals = currencyDecimals(currency);
  if (decimals === null || !written.test(amount)) return null;
  const whole = amount.slice(0, -3);
  const parts = amount.slice(-2);
  if (parts.slice(decimals).replaceAll('0', '') !== '') return null;
  const digits = whole + parts.slice(0, decimals).padEnd(decimals, '0');
  return nothing.test(digits) ? null : withoutZeros(digits);
}

/** Rupees with two decimals, below zero or not, as whole paise in digits; null for anything else. */
export function signedPaise(amount: string): string | null {
  if (!signed.test(amount)) return null;
  const isNegative = amount.startsWith('-');
  const digits = withoutZeros(amount.replace(/[-.]/g, ''));
  return isNegative && digits !== '0' ? `-${digits}` : digits;
}
