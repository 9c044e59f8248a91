import type { Lettering } from './lettering.ts';
import type { Weight } from './typeface.ts';

/** Points; x from the left edge, y from the top edge of the page. */
export type Rectangle = { x: number; y: number; width: number; height: number };

export type Colour = readonly [red: number, green: number, blue: number];

export type Stroke = { width: number; colour: Colour; dash?: readonly number[] };

export type TextStyle = { size: number; weight: Weight; colour: Colour };

export const pageSize = { width: 595.28, height: 841.89 } as const;

const n = (value: number) => String(Math.round(value * 1000) / 1000);
const up = (y: number) => n(pageSize.height - y);

/** A page as it is being drawn. */
export type Canvas = ReturnType<typeof makeCanvas>;

export function makeCanvas(lettering: Lettering) {
  const operators: string[] = [];
  return {
    line(from: { x: number; y: number }, to: { x: number; y: number }, ink: Stroke) {
      if (ink.dash) operators.push(`[${ink.dash.join(' ')}] 0 d`);
      operators.push(
        `${ink.colour.map(n).join(' ')} RG ${n(ink.width)} w`,
        `${n(from.x)} ${up(from.y)} m ${n(to.x)} ${up(to.y)} l S`,
      );
      if (ink.dash) operators.push('[] 0 d');
    },
    frame(area: Rectangle, ink: Stroke) {
      operators.push(
        `${ink.colour.map(n).join(' ')} RG ${n(ink.width)} w`,
        `${n(area.x)} ${up(area.y + area.height)} ${n(area.width)} ${n(area.height)} re S`,
      );
    },
    fill(area: Rectangle, colour: Colour) {
      operators.push(
        `${colour.map(n).join(' ')} rg`,
        `${n(area.x)} ${up(area.y + area.height)} ${n(area.width)} ${n(area.height)} re f`,
      );
    },
    /** `y` is the baseline. */
    text(text: string, x: number, y: number, style: TextStyle) {
      if (text === '') return;
      operators.push(
        `${style.colour.map(n).join(' ')} rg`,
        `BT ${n(x)} ${up(y)} Td ${lettering.show(text, style.weight, style.size)} ET`,
      );
    },
    /** Letters as outlines only, `angle` in radians against the clock: what is below stays legible. */
    outlined(
      text: string,
      from: { x: number; y: number; angle: number },
      ink: Stroke & { size: number },
    ) {
      const [cos, sin] = [Math.cos(from.angle), Math.sin(from.angle)];
      operators.push(
        `q ${ink.colour.map(n).join(' ')} RG ${n(ink.width)} w 1 Tr`,
        `BT ${n(cos)} ${n(sin)} ${n(-sin)} ${n(cos)} ${n(from.x)} ${up(from.y)} Tm`,
        `${lettering.show(text, 'bold', ink.size)} ET Q`,
      );
    },
    image(name: string, area: Rectangle) {
      const place = `${n(area.width)} 0 0 ${n(area.height)} ${n(area.x)} ${up(area.y + area.height)}`;
      operators.push(`q ${place} cm /${name} Do Q`);
    },
    /** Operators in a unit square whose origin is the area's lower left corner. */
    scaled(area: Rectangle, unit: number, drawing: string) {
      const place = `${n(unit)} 0 0 ${n(unit)} ${n(area.x)} ${up(area.y + area.height)}`;
      operators.push(`q ${place} cm ${drawing} Q`);
    },
    operators: () => operators.join('\n'),
  };
}
