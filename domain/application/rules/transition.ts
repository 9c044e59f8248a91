import { refusal } from '../../refusal-codes.ts';
import { applicationsOf, isServedHere, legacyPortal } from '../../transition/transition.ts';
import type { ApplicationRule } from '../question.ts';

/** New applications are made here from the day of the cut-over on (Trade Notice 23/2024-25 §4.i). */
export const isMadeHere: ApplicationRule = ({ scheme, servedFrom, today }) => {
  if (scheme === null || servedFrom === undefined) return [];
  const from = servedFrom[applicationsOf(scheme.kind)];
  if (isServedHere(from, today)) return [];
  const day = from === null ? 'from a day that DGFT has yet to name' : `from ${from} on`;
  return [
    refusal(
      'belongs-to-legacy',
      null,
      `Applications under ${scheme.code} are made here ${day}. Until then apply at ${legacyPortal}.`,
    ),
  ];
};
