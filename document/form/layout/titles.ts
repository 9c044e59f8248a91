import type { Body, Paragraph } from '../form.ts';

const line = (text: string, more: Partial<Paragraph> = {}): Paragraph => ({
  text,
  centred: true,
  ...more,
});

export const agreement = (text: string) => line(text, { bold: true, size: 9.5 });
export const document = (text: string) => line(text, { bold: true, size: 13, above: 2 });
export const inBrackets = (text: string) => line(`(${text})`, { size: 7.5 });
export const formName = (text: string) => line(text, { bold: true, size: 15, above: 3 });

export const combined = inBrackets('Combined Declaration and Certificate');

/** In which country it is issued, as every form says below its name. */
export const issuedInIndia: Paragraph[] = [
  line('Issued in INDIA', { bold: true, size: 8.5, above: 3 }),
  line('(Country)', { size: 6 }),
];
export const seeNotes = line('See Notes Overleaf', { size: 6.5, above: 1 });

/** Titles that are the same on every certificate of a form. */
export const titles =
  (...lines: (Paragraph | Paragraph[])[]): Body =>
  () =>
    lines.flat();
