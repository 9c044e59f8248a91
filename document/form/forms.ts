import type { Form } from './form.ts';
import { formAi } from './form-ai.ts';
import { nonPreferential } from './non-preferential.ts';

/** The form of each scheme that is offered. */
const forms: Readonly<Record<string, Form>> = { AIFTA: formAi, NONPREF: nonPreferential };

/** Throws a RangeError for a scheme that has no form: a certificate on a wrong form is worthless. */
export function formOf(scheme: string): Form {
  const form = Object.hasOwn(forms, scheme) ? forms[scheme] : undefined;
  if (!form) throw new RangeError(`There is no form for certificates under ${scheme}`);
  return form;
}
