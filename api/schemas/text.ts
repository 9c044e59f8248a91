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

/** An exact amount as text, such as `10640.000`. */
export const decimalText = z
  .string()
  .regex(/^(0|[1-9]\d{0,14})(\.\d{1,6})?$/, 'A decimal number as text, such as "10640.000".');

export const plainDate = z.iso.date({ error: 'A date that exists, as YYYY-MM-DD.' });

export const countryCode = z
  .string()
  .regex(/^[A-Z]{2}$/, 'A country code of two capital letters (ISO 3166).');

export const currencyCode = z
  .string()
  .regex(/^[A-Z]{3}$/, 'A currency code of three capital letters (ISO 4217).');

export const revision = z.number().int().min(1).max(1_000_000);

export const instant = z.iso.datetime();
