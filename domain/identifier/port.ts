import { isCountry } from './country.ts';

const unLocode = /^[A-Z]{2}[A-Z2-9]{3}$/;
const customsSite = /^IN[A-Z]{3}[1-9A-Z]$/;

/** Whether the text has the form of a UN/LOCODE, such as `THLCH`: country, then place. */
export const isUnLocode = (text: string): boolean =>
  unLocode.test(text) && isCountry(text.slice(0, 2));

/**
 * Whether the text has the form of an Indian customs site, such as `INNSA1`. The sixth character
 * says the kind: 1 sea, 4 air, 6 inland depot, B land. It is another code set than UN/LOCODE.
 */
export const isIndianCustomsSite = (text: string): boolean => customsSite.test(text);

/** Whether the text can name a place of loading or discharge, in either code set. */
export const isPort = (text: string): boolean => isUnLocode(text) || isIndianCustomsSite(text);

/** The ISO 3166 country in which a place of either code set lies. */
export const countryOfPort = (port: string): string => port.slice(0, 2);
