import { isPan } from './pan.ts';

const aeo = /^IN[A-Z0-9]{10}\d[A-Z]\d{3}$/;

/**
 * The PAN inside the number of an Authorised Economic Operator, null when the text is none: `IN`,
 * the PAN, and five more signs. The form is read off published certificates; no rule is published.
 */
export function panOfAeo(text: string): string | null {
  const holder = text.slice(2, 12);
  return aeo.test(text) && isPan(holder) ? holder : null;
}

/** Whether the text can be the number of an Authorised Economic Operator. */
export const isAeo = (text: string) => panOfAeo(text) !== null;
