import type { Rectangle } from '../../pdf/canvas.ts';
import { hairline, padding } from '../palette.ts';
import type { Sheet } from './sheet.ts';

/** Points. A lower strip has no room for another line of text. */
const smallestToCross = 12;
/** Points. Below that height one line through the middle says the same, and more clearly. */
const smallestDiagonal = 26;

/** Crosses out what is empty, as the agreements ask, so that nothing can be added to it. */
export function crossOut({ canvas }: Sheet, area: Rectangle): void {
  if (area.height < smallestToCross) return;
  const left = area.x + padding;
  const right = area.x + area.width - padding;
  const top = area.y + 4;
  const bottom = area.y + area.height - 4;
  const stroke = { ...hairline, width: 0.6 };
  if (area.height < smallestDiagonal) {
    const middle = area.y + area.height / 2;
    canvas.line({ x: left, y: middle }, { x: right, y: middle }, stroke);
    return;
  }
  canvas.line({ x: left, y: top }, { x: right, y: top }, stroke);
  canvas.line({ x: right, y: top }, { x: left, y: bottom }, stroke);
  canvas.line({ x: left, y: bottom }, { x: right, y: bottom }, stroke);
}
