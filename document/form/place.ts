import type { Rectangle } from '../pdf/canvas.ts';
import type { Columns, Part, Rows } from './form.ts';

export type Leaf = Exclude<Part, Rows | Columns>;
export type Placed = { part: Leaf; area: Rectangle };

/** Gives every box of a layout its place on the page. */
export function place(part: Part, area: Rectangle): Placed[] {
  if (part.kind === 'rows') return placeRows(part, area);
  if (part.kind === 'columns') return placeColumns(part, area);
  return [{ part, area }];
}

function placeRows({ parts }: Rows, area: Rectangle): Placed[] {
  const fixed = parts.reduce((sum, { height }) => sum + (height === 'rest' ? 0 : height), 0);
  let y = area.y;
  return parts.flatMap(({ height, part }) => {
    const row = { ...area, y, height: height === 'rest' ? area.height - fixed : height };
    y += row.height;
    return place(part, row);
  });
}

function placeColumns({ parts }: Columns, area: Rectangle): Placed[] {
  let x = area.x;
  return parts.flatMap(({ share, part }) => {
    const column = { ...area, x, width: area.width * share };
    x += column.width;
    return place(part, column);
  });
}
