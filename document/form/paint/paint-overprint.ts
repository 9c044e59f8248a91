import { pageSize } from '../../pdf/canvas.ts';
import type { Sheet } from './sheet.ts';

const warning = [0.78, 0.12, 0.12] as const;
const size = 96;

/** Writes the word across the page, upwards from left to right, in the middle of it. */
export function paintOverprint({ canvas, lettering, overprint }: Sheet): void {
  if (overprint === null) return;
  const angle = Math.atan2(pageSize.height, pageSize.width);
  const half = (lettering.widthOf(overprint, 'bold') * size) / 2000;
  const from = {
    x: pageSize.width / 2 - half * Math.cos(angle),
    y: pageSize.height / 2 + half * Math.sin(angle),
    angle,
  };
  canvas.outlined(overprint, from, { colour: warning, width: 1.6, size });
}
