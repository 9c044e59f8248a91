/**
 * A row that stands as it should. `rest`: its values after the number, a `|` before each, in the order
 * of the staging table's columns; days first in dates, and `\N` for what is not there.
 */
export type PlainRow = { number: string; rest: string };

/*
 * Printable ASCII without `"`, `|` and the backslash; codes without lower case. Blanks stand within a
 * text alone.
 */
const letter = '[!#-\\[\\]-{}~]';
/** The form of a code: capitals, digits, signs; at least one of them. */
export const plainCode = '[!#-\\[\\]-`{}~]';
/** The form of a text that may be empty. */
export const plainText = `(?:${letter}(?:[ !#-\\[\\]-{}~]*${letter})?)?`;
