import { countryNames } from './country-names.ts';

/** The short English name of the country with that ISO 3166 alpha-2 code, or null: none has it. */
export const countryName = (code: string): string | null =>
  Object.hasOwn(countryNames, code) ? (countryNames[code] ?? null) : null;

/** Whether the text is an officially assigned ISO 3166 alpha-2 code. */
export const isCountry = (text: string): boolean => countryName(text) !== null;
