import type { Part } from './form/form.ts';
import { forms } from './form/forms.ts';

/** A form in words: what it is called, whether its layout is the agreement's own, its boxes. */
export type FormInWords = {
  scheme: string;
  title: string;
  /** False: the agreement's own layout was not seen, and the nearest known one is printed. */
  confirmed: boolean;
  source: string;
  boxes: { number: string; label: string }[];
};

/** Every form that is printed here, in the order of the codes. */
export const formsInWords: readonly FormInWords[] = Object.entries(forms)
  .map(([scheme, { title, confirmed, source, layout }]) => ({
    scheme,
    title,
    confirmed,
    source,
    boxes: boxesOf(layout)
      .filter(({ number }) => number !== '')
      .toSorted((one, other) => Number(one.number) - Number(other.number)),
  }))
  .toSorted((one, other) => (one.scheme < other.scheme ? -1 : 1));

function boxesOf(part: Part): FormInWords['boxes'] {
  switch (part.kind) {
    case 'rows':
    case 'columns':
      return part.parts.flatMap((inner) => boxesOf(inner.part));
    case 'box':
    case 'certification':
      return [{ number: part.number, label: part.label }];
    case 'goods':
      return part.columns.map(({ number, label }) => ({ number, label }));
    case 'masthead':
    case 'strip':
      return [];
    default:
      return part satisfies never;
  }
}
