import type { Rectangle } from '../../pdf/canvas.ts';
import type { Goods } from '../form.ts';
import type { GoodsPage } from '../goods-flow.ts';
import { hairline, padding, rule, tint } from '../palette.ts';
import { heightOf } from '../text-flow.ts';
import { crossOut } from './cross-out.ts';
import { columnLabelHeight, paintColumnLabel, paintLines } from './paint-text.ts';
import type { Sheet } from './sheet.ts';

type Field = { x: number; width: number };

function fields({ columns }: Goods, area: Rectangle): Field[] {
  let x = area.x;
  return columns.map(({ share }) => {
    const field = { x, width: share * area.width };
    x += field.width;
    return field;
  });
}

/** The height of the row of labels above the goods. */
export function goodsHeadHeight(sheet: Sheet, goods: Goods, width: number): number {
  const heights = goods.columns.map(({ label, share }) =>
    columnLabelHeight(sheet, label, share * width),
  );
  return Math.max(...heights);
}

/** One page of the table; what is left empty is crossed out, so that nothing can be added. */
export function paintGoods(sheet: Sheet, goods: Goods, page: GoodsPage, area: Rectangle): void {
  const { canvas } = sheet;
  const head = goodsHeadHeight(sheet, goods, area.width);
  const columnFields = fields(goods, area);
  canvas.fill({ ...area, height: head }, tint);
  for (const [index, { number, label }] of goods.columns.entries()) {
    const field = columnFields[index];
    if (field) paintColumnLabel(sheet, number, label, { ...area, ...field });
  }
  canvas.line({ x: area.x, y: area.y + head }, { x: area.x + area.width, y: area.y + head }, rule);

  let y = area.y + head;
  for (const { cells, height } of page.rows) {
    for (const [index, lines] of cells.entries()) {
      const field = columnFields[index];
      if (!field) continue;
      const width = field.width - 2 * padding;
      paintLines(sheet, lines, { x: field.x + padding, y: y + 2, width });
    }
    y += height;
    canvas.line({ x: area.x, y }, { x: area.x + area.width, y }, hairline);
  }
  for (const { x } of columnFields.slice(1)) {
    canvas.line({ x, y: area.y }, { x, y }, rule);
  }
  paintLines(sheet, page.closing, { x: area.x + padding, y: y + 2, width: area.width });
  y += heightOf(page.closing) + (page.closing.length > 0 ? padding : 0);
  crossOut(sheet, { ...area, y, height: area.y + area.height - y });
  canvas.frame(area, rule);
}
