import { effectFor, isInForce, nameOfSchemeNotOffered } from '../../agreement/schemes.ts';
import { countryName, isCountry } from '../../identifier/country.ts';
import { refusal } from '../../refusal-codes.ts';
import type { ApplicationRule } from '../question.ts';

/** The scheme is one under which certificates are issued here. */
export const schemeIsOffered: ApplicationRule = ({ application, scheme }) => {
  if (scheme !== null) return [];
  const code = application.scheme;
  const name = nameOfSchemeNotOffered(code);
  return name === null
    ? [
        refusal(
          'scheme-unknown',
          '/scheme',
          `No scheme has the code "${code}"; use one that is, such as AIFTA or NONPREF.`,
        ),
      ]
    : [
        refusal(
          'scheme-not-offered',
          '/scheme',
          `Certificates under ${code} (${name}) are not issued here yet; ` +
            'apply where that agreement is served, or for a non-preferential certificate.',
        ),
      ];
};

/** The agreement has effect today, for the country that the goods go to. */
export const schemeIsInForce: ApplicationRule = ({ application, scheme, today }) => {
  const { country } = application.consignee;
  if (scheme === null || !isCountry(country) || isInForce(scheme, country, today)) return [];
  const { from, to } = effectFor(scheme, country);
  const since = from === null ? 'from no day that is known' : `from ${from} on`;
  const until = to === null ? '' : `, until ${to}`;
  const message = `${scheme.code} has effect for ${countryName(country)} ${since}${until}, not on ${today}.`;
  return [refusal('scheme-not-in-force', '/scheme', message)];
};

/** The agency is one of those that the agreement names, where it names any. */
export const agencyMayIssue: ApplicationRule = ({ application: { agency }, scheme }) => {
  const issuing = scheme?.issuing.value;
  if (!scheme || issuing?.by !== 'agency' || issuing.agencies === null) return [];
  if (issuing.agencies.includes(agency)) return [];
  const message =
    `Certificates under ${scheme.code} are issued by ${issuing.agencies.join(', ')} alone, not by ` +
    `${agency}; apply to one of them.`;
  return [refusal('agency-not-of-scheme', '/agency', message)];
};
