import { nameOfSchemeNotOffered } from '../../agreement/schemes.ts';
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
          `No scheme has the code "${code}"; use AIFTA or NONPREF.`,
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

/** No back-to-back certificate: the application does not carry what its original certificate says. */
export const backToBackIsOffered: ApplicationRule = ({ application, scheme }) =>
  application.backToBack === null || scheme === null
    ? []
    : [
        refusal(
          'back-to-back-not-offered',
          '/backToBack',
          `Back-to-back certificates are not issued under ${scheme.code} here; send backToBack null.`,
        ),
      ];
