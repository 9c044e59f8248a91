import { z } from 'zod';

/** One line of print: not blank, without control characters, at most `longest` characters. */
export function line(longest: number) {
  return z
    .string()
    .min(1, 'Must not be empty.')
    .max(longest, `At most ${longest} characters.`)
    .regex(/^[^\p{Cc}\p{Cs}\p{Co}]*$/u, 'Must not hold control characters or line breaks.')
    .regex(/\S/u, 'Must not be blank.');
}

/**
 * Latin letters with every accent, Devanagari, and the signs of trade and print. Certificates are
 * in English, and what their typeface lacks would stop a case after its approval.
 */
export const printable =
  /^(?:[ -~\u00A0-\u00AC\u00AE-\u02FF\u0900-\u097F\u1E00-\u1EFF\u2010-\u2027\u2030-\u205E\u2070\u2071\u2074-\u208E\u20A0-\u20C0\u2100-\u214F\u2212]|[\u0300-\u034E\u0350-\u036F])*$/u;

/** One line that a certificate prints. */
export function printedLine(longest: number) {
  return line(longest).regex(printable, 'Write it in Latin letters: certificates are in English.');
}

/** An exact amount as text, such as `10640.000`. */
export const decimalText = z
  .string()
  .regex(/^(0|[1-9]\d{0,14})(\.\d{1,6})?$/, 'A decimal number as text, such as "10640.000".');

/** Rules count months and days on from a date, so it must lie well within four-digit years. */
export const plainDate = z.iso
  .date({ error: 'A date that exists, as YYYY-MM-DD.' })
  .regex(/^(19|20|21)/, 'A date between 1900 and 2199.');

export const countryCode = z
  .string()
  .regex(/^[A-Z]{2}$/, 'A country code of two capital letters (ISO 3166).');

export const currencyCode = z
  .string()
  .regex(/^[A-Z]{3}$/, 'A currency code of three capital letters (ISO 4217).');

export const revision = z.number().int().min(1).max(1_000_000);

export const instant = z.iso.datetime();
