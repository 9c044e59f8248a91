import { countryName, isCountry } from '../../identifier/country.ts';
import type { Refusal } from '../../refusal.ts';
import { refusal } from '../../refusal-codes.ts';
import type { ResolvedApplication } from '../application.ts';
import type { ApplicationRule } from '../question.ts';

/** The supporting document of a back-to-back certificate, and that every item comes from its country. */
function supportingDocument({ backToBack, items }: ResolvedApplication): Refusal[] {
  if (backToBack === null) {
    const message =
      'A back-to-back certificate rests on a document of the country of origin; give its country, ' +
      'type, number, date and issuer in backToBack.';
    return [refusal('back-to-back-document-needed', '/backToBack', message)];
  }
  if (!isCountry(backToBack.country)) return [];
  if (backToBack.country === 'IN') {
    const message =
      'The supporting document is from India; for Indian goods apply for a non-preferential ' +
      'certificate, scheme NONPREF.';
    return [refusal('foreign-origin-mismatch', '/backToBack/country', message)];
  }
  return items.flatMap(({ origin }, index) => {
    if (!('foreign' in origin) || !isCountry(origin.foreign.country)) return [];
    if (origin.foreign.country === backToBack.country) return [];
    const message =
      `Item ${index + 1} is said to come from ${origin.foreign.country}, but its supporting ` +
      `document is from ${countryName(backToBack.country)} (${backToBack.country}); correct ` +
      'whichever is wrong, or apply for each country by itself.';
    return [refusal('foreign-origin-mismatch', `/items/${index}/origin/foreign/country`, message)];
  });
}

/**
 * Back-to-back certificates rest on a document of the country of origin. No other scheme issues them
 * here: the application does not carry what the original certificate says.
 */
export const backToBackIsSupported: ApplicationRule = ({ application, scheme }) => {
  if (scheme === null) return [];
  if (scheme.foreignOrigin.value !== null) return supportingDocument(application);
  if (application.backToBack === null) return [];
  const message = `Back-to-back certificates are not issued under ${scheme.code} here; send backToBack null.`;
  return [refusal('back-to-back-not-offered', '/backToBack', message)];
};
