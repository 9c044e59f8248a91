/** Whether a form of the sticky kind is that of a text from `begin` to `end`, and of nothing less. */
export function isForm(form: RegExp, text: string, begin: number, end: number): boolean {
  form.lastIndex = begin;
  return form.test(text) && form.lastIndex === end;
}

/*
 * Printable ASCII without `"`, `|` and the backslash; codes without lower case. Blanks stand within a
 * text alone.
 */
const letter = '[!#-\\[\\]-{}~]';
/** The form of a code: capitals, digits, signs; at least one of them. */
export const plainCode = '[!#-\\[\\]-`{}~]';
/** The form of a text that may be empty. */
export const plainText = `(?:${letter}(?:[ !#-\\[\\]-{}~]*${letter})?)?`;
