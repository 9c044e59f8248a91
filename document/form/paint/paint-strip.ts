import type { Rectangle } from '../../pdf/canvas.ts';
import type { Strip } from '../form.ts';
import { ink, rule, tint } from '../palette.ts';
import type { Sheet } from './sheet.ts';

const style = { size: 8, weight: 'bold', colour: ink } as const;

/** A heading across the form, in the middle of its line. */
export function paintStrip({ canvas, lettering }: Sheet, { text }: Strip, area: Rectangle): void {
  canvas.fill(area, tint);
  canvas.frame(area, rule);
  const width = (lettering.widthOf(text, style.weight) * style.size) / 1000;
  const baseline = area.y + area.height / 2 + style.size * 0.36;
  canvas.text(text, area.x + (area.width - width) / 2, baseline, style);
}
