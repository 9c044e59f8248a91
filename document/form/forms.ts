import type { Form } from './form.ts';
import { emirates, japan, mauritius, oman } from './scheme/annexes.ts';
import { australia } from './scheme/australia.ts';
import { eftaAgency, eftaSelf, unitedKingdom } from './scheme/europe.ts';
import { formAi } from './scheme/form-ai.ts';
import { korea } from './scheme/korea.ts';
import { chile, mercosur } from './scheme/latin-america.ts';
import { malaysia } from './scheme/malaysia.ts';
import { backToBack, nonPreferential } from './scheme/non-preferential.ts';
import { singapore } from './scheme/singapore.ts';
import { afghanistan, apta, gstp, isfta, safta } from './scheme/south-asia.ts';
import { thailand } from './scheme/thailand.ts';

/** The form of each scheme, by its code. */
export const forms: Readonly<Record<string, Form>> = {
  AIFTA: formAi,
  SAFTA: safta,
  APTA: apta,
  ISFTA: isfta,
  IJCEPA: japan,
  IKCEPA: korea,
  MICECA: malaysia,
  ISCECA: singapore,
  ITFTA: thailand,
  MERCOSUR: mercosur,
  CHILE: chile,
  INDAFG: afghanistan,
  CECPA: mauritius,
  INUAECEPA: emirates,
  AIECTA: australia,
  'EFTATEPA-AGENCY': eftaAgency,
  'EFTATEPA-SELF': eftaSelf,
  INOMCEPA: oman,
  INUKCETA: unitedKingdom,
  GSTP: gstp,
  NONPREF: nonPreferential,
  'NONPREF-B2B': backToBack,
};

/** Throws a RangeError for a scheme that has no form: a certificate on a wrong form is worthless. */
export function formOf(scheme: string): Form {
  const form = Object.hasOwn(forms, scheme) ? forms[scheme] : undefined;
  if (!form) throw new RangeError(`There is no form for certificates under ${scheme}`);
  return form;
}
