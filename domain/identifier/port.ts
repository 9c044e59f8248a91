import { isCountry } from './country.ts';

const unLocode = /^[A-Z]{2}[A-Z2-9]{3}$/;
const customsSite = /^IN[A-Z]{3}[1-9A-Z]$/;

/** Whether the text has the form of a UN/LOCODE, such as `THLCH`: country, then place. */
export function isUnLocode(text: string): boolean {
  return unLocode.test(text) && isCountry(text.slice(0, 2));
}

/**
 * Whether the text has the form of an Indian customs site, such as `INNSA1`. The sixth character
 * says the kind: 1 sea, 4 air, 6 inland depot, B land. It is another code set than UN/LOCODE.
 */
export function isIndianCustomsSite(text: string): boolean {
  return customsSite.test(text);
}

/** Whether the text can name a place of loading or discharge, in either code set. */
export function isPort(text: string): boolean {
  return isUnLocode(text) || isIndianCustomsSite(text);
}

/** The ISO 3166 country in which a place of either code set lies. */
export function countryOfPort(port: string): string {
  return port.slice(0, 2);
}
