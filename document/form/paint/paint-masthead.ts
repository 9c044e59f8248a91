import type { Rectangle } from '../../pdf/canvas.ts';
import type { Masthead } from '../form.ts';
import { ink, label, labelStyle, padding, rule, tint } from '../palette.ts';
import { fitText, heightOf, type Line } from '../text-flow.ts';
import { paintLines, sizeWithin } from './paint-text.ts';
import type { Sheet } from './sheet.ts';

const referenceHeight = 27;

/** The form's head with its titles fitted in; `rest` is what had no room. */
export type FittedMasthead = { area: Rectangle; lines: Line[]; rest: string };

const roomIn = (area: Rectangle) => ({
  width: area.width - 2 * padding,
  height: area.height - referenceHeight - 2 * padding,
});

export function fitMasthead(sheet: Sheet, { titles }: Masthead, area: Rectangle): FittedMasthead {
  const { content, copy, lettering } = sheet;
  return { area, ...fitText(titles(content, copy), roomIn(area), lettering) };
}

/** Number and page above, the form's titles below. */
export function paintMasthead(sheet: Sheet, { area, lines }: FittedMasthead): void {
  const { canvas } = sheet;
  canvas.fill({ ...area, height: referenceHeight }, tint);
  canvas.frame({ ...area, height: referenceHeight }, rule);
  canvas.frame(area, rule);
  paintReference(sheet, area);
  const { width, height } = roomIn(area);
  const y = area.y + referenceHeight + padding + (height - heightOf(lines)) / 2;
  paintLines(sheet, lines, { x: area.x + padding, y, width });
}

/** Number of the certificate and page, in the upper corners of an area. */
export function paintReference(sheet: Sheet, area: Rectangle): void {
  const { canvas, lettering, content, form } = sheet;
  const pages = pageText(sheet);
  const style = { size: 7, weight: 'regular', colour: label } as const;
  const width = (lettering.widthOf(pages, 'regular') * style.size) / 1000;
  canvas.text(form.wording.reference, area.x + padding, area.y + 9, labelStyle);
  canvas.text(pages, area.x + area.width - padding - width, area.y + 9, style);
  canvas.text(content.number, area.x + padding, area.y + 21, {
    size: sizeWithin(sheet, content.number, 'bold', area.width - 2 * padding, 10.5),
    weight: 'bold',
    colour: ink,
  });
}

const pageText = ({ form, page }: Sheet) =>
  form.wording.paging === 'Number of page 1/2'
    ? `Number of page ${page.number}/${page.of}`
    : `Page ${page.number} of ${page.of}`;
