import type { Rectangle } from '../../pdf/canvas.ts';
import {
  hairline,
  ink,
  label,
  labelLeading,
  labelStyle,
  numberStyle,
  padding,
} from '../palette.ts';
import { breakLines, heightOf, type Line, leading, tickIndent } from '../text-flow.ts';
import type { Sheet } from './sheet.ts';

/** Draws lines from the top of an area, which is the text's own: no padding. */
export function paintLines(
  sheet: Sheet,
  lines: readonly Line[],
  area: Pick<Rectangle, 'x' | 'y' | 'width'>,
): void {
  const { canvas, lettering } = sheet;
  let y = area.y;
  for (const line of lines) {
    const { size, weight } = line;
    y += line.above + size * leading;
    const width = () => (lettering.widthOf(line.text, weight) * size) / 1000;
    const indent = line.tick ? tickIndent : line.centred ? (area.width - width()) / 2 : 0;
    const baseline = y - size * 0.28;
    if (line.tick === 'empty' || line.tick === 'marked') {
      const side = Math.min(7, size * 0.95);
      const y = baseline + size * 0.12 - side;
      canvas.frame({ x: area.x + 0.5, y, width: side, height: side }, hairline);
      if (line.tick === 'marked') paintCross(sheet, { x: area.x + 0.5, y }, side);
    }
    canvas.text(line.text, area.x + indent, baseline, { size, weight, colour: ink });
  }
}

/** In a square that applies; a letter, so that programs find it too. */
function paintCross(
  { canvas, lettering }: Sheet,
  corner: { x: number; y: number },
  side: number,
): void {
  const size = side * 1.4;
  const width = (lettering.widthOf('×', 'bold') * size) / 1000;
  const baseline = corner.y + side / 2 + size * 0.285;
  canvas.text('×', corner.x + (side - width) / 2, baseline, { size, weight: 'bold', colour: ink });
}

/** The number and label in a box's upper left corner. */
export function paintLabel(sheet: Sheet, number: string, text: string, area: Rectangle): void {
  const { canvas } = sheet;
  const indent = numberIndent(number);
  canvas.text(`${number}.`, area.x + padding, area.y + firstBaseline, numberStyle);
  for (const [index, line] of labelLines(sheet, text, area.width - indent).entries()) {
    const baseline = area.y + firstBaseline + index * labelLeading;
    canvas.text(line.text, area.x + padding + indent, baseline, labelStyle);
  }
}

const firstBaseline = 9;
const numberIndent = (number: string) => number.length * 3.9 + 6;

/** The height that a label takes in a box of that width. */
export function labelHeight(sheet: Sheet, number: string, text: string, width: number): number {
  const lines = labelLines(sheet, text, width - numberIndent(number));
  return firstBaseline + (lines.length - 1) * labelLeading + 3;
}

/** As `paintLabel`, with the label below its number: columns are narrow. */
export function paintColumnLabel(
  sheet: Sheet,
  number: string,
  text: string,
  area: Rectangle,
): void {
  const { canvas } = sheet;
  if (number !== '') {
    canvas.text(`${number}.`, area.x + padding, area.y + firstBaseline, numberStyle);
  }
  for (const [index, line] of labelLines(sheet, text, area.width).entries()) {
    const baseline = area.y + firstBaseline + (index + 1) * labelLeading;
    canvas.text(line.text, area.x + padding, baseline, labelStyle);
  }
}

export function columnLabelHeight(sheet: Sheet, text: string, width: number): number {
  return firstBaseline + labelLines(sheet, text, width).length * labelLeading + 3;
}

function labelLines({ lettering }: Sheet, text: string, width: number): Line[] {
  return breakLines([{ text, size: labelStyle.size }], width - 2 * padding, 1, lettering);
}

/** The dotted line at a box's lower edge with the words for whoever signs above it. */
export function paintFoot(sheet: Sheet, text: string, area: Rectangle): void {
  const { canvas } = sheet;
  const y = area.y + area.height - footHeight;
  canvas.line(
    { x: area.x + padding, y },
    { x: area.x + area.width - padding, y },
    { ...hairline, dash: [0.8, 1.6] },
  );
  canvas.text(text, area.x + padding, y + 8.5, { size: 5.8, weight: 'regular', colour: label });
}

export const footHeight = 13;

/** Lines that end at the bottom of an area instead of beginning at its top. */
export function paintLinesUpwards(sheet: Sheet, lines: readonly Line[], area: Rectangle): void {
  paintLines(sheet, lines, { ...area, y: area.y + area.height - heightOf(lines) });
}

/** The largest size, in points, of at most `most` at which a text is no wider than `room`. */
export function sizeWithin(
  { lettering }: Sheet,
  text: string,
  weight: Line['weight'],
  room: number,
  most: number,
): number {
  const width = lettering.widthOf(text, weight) / 1000;
  return Math.min(most, width === 0 ? most : room / width);
}
