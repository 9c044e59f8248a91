import type { Rectangle } from '../../pdf/canvas.ts';
import type { Masthead } from '../form.ts';
import { ink, label, labelStyle, padding, rule, tint } from '../palette.ts';
import { fitText, heightOf } from '../text-flow.ts';
import { paintLines } from './paint-text.ts';
import type { Sheet } from './sheet.ts';

const referenceHeight = 27;

/** Reference number and page above, the form's titles below. */
export function paintMasthead(sheet: Sheet, { titles }: Masthead, area: Rectangle): void {
  const { canvas, lettering, content } = sheet;
  canvas.fill({ ...area, height: referenceHeight }, tint);
  canvas.frame({ ...area, height: referenceHeight }, rule);
  canvas.frame(area, rule);
  paintReference(sheet, area);
  const width = area.width - 2 * padding;
  const height = area.height - referenceHeight - 2 * padding;
  const { lines } = fitText(titles(content), { width, height }, lettering);
  const y = area.y + referenceHeight + padding + (height - heightOf(lines)) / 2;
  paintLines(sheet, lines, { x: area.x + padding, y, width });
}

/** Number of the certificate and page, in the upper corners of an area. */
export function paintReference({ canvas, lettering, content, page }: Sheet, area: Rectangle): void {
  const pages = `Page ${page.number} of ${page.of}`;
  const style = { size: 7, weight: 'regular', colour: label } as const;
  const width = (lettering.widthOf(pages, 'regular') * style.size) / 1000;
  canvas.text('Reference No.', area.x + padding, area.y + 9, labelStyle);
  canvas.text(pages, area.x + area.width - padding - width, area.y + 9, style);
  canvas.text(content.number, area.x + padding, area.y + 21, {
    size: 10.5,
    weight: 'bold',
    colour: ink,
  });
}
