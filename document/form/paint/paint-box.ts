import type { Rectangle } from '../../pdf/canvas.ts';
import type { Box } from '../form.ts';
import { padding, rule } from '../palette.ts';
import { fitText, heightOf, type Line } from '../text-flow.ts';
import { crossOut } from './cross-out.ts';
import { footHeight, labelHeight, paintFoot, paintLabel, paintLines } from './paint-text.ts';
import type { Sheet } from './sheet.ts';

/** A box with its text fitted in; `rest` is what had no room. */
export type FittedBox = { box: Box; area: Rectangle; lines: Line[]; rest: string };

export function fitBox(sheet: Sheet, box: Box, area: Rectangle): FittedBox {
  const height =
    area.height -
    labelHeight(sheet, box.number, box.label, area.width) -
    (box.foot ? footHeight : 0) -
    2;
  const room = { width: area.width - 2 * padding, height };
  return { box, area, ...fitText(box.body(sheet.content, sheet.copy), room, sheet.lettering) };
}

export function paintBox(sheet: Sheet, { box, area, lines }: FittedBox): void {
  sheet.canvas.frame(area, rule);
  paintLabel(sheet, box.number, box.label, area);
  const used = labelHeight(sheet, box.number, box.label, area.width);
  const width = area.width - 2 * padding;
  paintLines(sheet, lines, { x: area.x + padding, y: area.y + used, width });
  if (box.foot) paintFoot(sheet, box.foot, area);
  if (!box.crossed) return;
  const top = used + (lines.length > 0 ? heightOf(lines) + 4 : 0);
  crossOut(sheet, { ...area, y: area.y + top, height: area.height - top });
}
