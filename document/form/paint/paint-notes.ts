import type { Canvas, Rectangle } from '../../pdf/canvas.ts';
import type { Form } from '../form.ts';
import { hairline } from '../palette.ts';
import { fitText } from '../text-flow.ts';
import { paintLines } from './paint-text.ts';
import type { Sheet } from './sheet.ts';

/** The back of the form. */
export function paintNotes(
  sheet: Sheet,
  notes: NonNullable<Form['notes']>,
  area: Rectangle,
): Canvas {
  const { canvas, lettering, content } = sheet;
  const margin = 22;
  const width = area.width - 2 * margin;
  const { lines } = fitText(
    [
      { text: notes.heading, bold: true, size: 12, centred: true },
      { text: `Certificate ${content.number}`, size: 7, centred: true, above: 2 },
      ...notes.body,
    ],
    { width, height: area.height - 2 * margin },
    lettering,
  );
  paintLines(sheet, lines, { x: area.x + margin, y: area.y + margin, width });
  canvas.frame(area, hairline);
  return canvas;
}
