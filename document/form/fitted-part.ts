import type { Rectangle } from '../pdf/canvas.ts';
import type { Goods, Paragraph, Strip } from './form.ts';
import { type FittedBox, fitBox, paintBox } from './paint/paint-box.ts';
import {
  type FittedCertification,
  fitCertification,
  paintCertification,
} from './paint/paint-certification.ts';
import { type FittedMasthead, fitMasthead, paintMasthead } from './paint/paint-masthead.ts';
import { paintStrip } from './paint/paint-strip.ts';
import type { Sheet } from './paint/sheet.ts';
import type { Placed } from './place.ts';

/** A part of the form's page with its text fitted in. Goods are fitted apart: they take pages. */
export type FittedPart =
  | { kind: 'box'; fitted: FittedBox }
  | { kind: 'masthead'; fitted: FittedMasthead }
  | { kind: 'certification'; fitted: FittedCertification }
  | { kind: 'strip'; part: Strip; area: Rectangle }
  | { kind: 'goods'; part: Goods; area: Rectangle };

export function fitPart(sheet: Sheet, { part, area }: Placed): FittedPart {
  switch (part.kind) {
    case 'box':
      return { kind: part.kind, fitted: fitBox(sheet, part, area) };
    case 'masthead':
      return { kind: part.kind, fitted: fitMasthead(sheet, part, area) };
    case 'certification':
      return { kind: part.kind, fitted: fitCertification(sheet, part, area) };
    case 'strip':
      return { kind: part.kind, part, area };
    case 'goods':
      return { kind: part.kind, part, area };
    default:
      return part satisfies never;
  }
}

/** What had no room in a part, to be printed below the goods, where pages can be added. */
export function continuedText(part: FittedPart): Paragraph[] {
  if (part.kind === 'strip' || part.kind === 'goods') return [];
  const { rest } = part.fitted;
  return rest === '' ? [] : [{ text: `${nameOf(part)}, continued: ${rest}`, above: 3 }];
}

function nameOf(part: Exclude<FittedPart, { kind: 'strip' | 'goods' }>): string {
  if (part.kind === 'box') return `Box ${part.fitted.box.number}`;
  return part.kind === 'certification' ? `Box ${part.fitted.part.number}` : 'Heading';
}

/** Draws a part; gives the area of the QR code where there is one. Goods draw themselves. */
export function paintPart(sheet: Sheet, part: FittedPart): Rectangle | null {
  if (part.kind === 'certification') return paintCertification(sheet, part.fitted);
  if (part.kind === 'box') paintBox(sheet, part.fitted);
  if (part.kind === 'masthead') paintMasthead(sheet, part.fitted);
  if (part.kind === 'strip') paintStrip(sheet, part.part, part.area);
  return null;
}
