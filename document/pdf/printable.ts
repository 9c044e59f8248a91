import { type Lettering, UnprintableText } from './lettering.ts';

/** The text as the typeface can show it: letters that it lacks stop no statement and no receipt. */
export function printable(lettering: Lettering, text: string): string {
  try {
    lettering.widthOf(text, 'regular');
    return text;
  } catch (error) {
    if (error instanceof UnprintableText) return text.replace(/[^ -~]/gu, '?');
    throw error;
  }
}
