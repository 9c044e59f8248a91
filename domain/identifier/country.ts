import { countryNames } from './country-names.ts';

/** The short English name of the country with that ISO 3166 alpha-2 code, or null: none has it. */
export function countryName(code: string): string | null {
  return Object.hasOwn(countryNames, code) ? (countryNames[code] ?? null) : null;
}

/** Whether the text is an officially assigned ISO 3166 alpha-2 code. */
export function isCountry(text: string): boolean {
  return countryName(text) !== null;
}
