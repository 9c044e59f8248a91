import type { CertificateContent } from '../../domain/certificate/certificate.ts';
import type { Lettering } from '../pdf/lettering.ts';
import type { Goods, Paragraph } from './form.ts';
import { padding } from './palette.ts';
import { breakLines, heightOf, type Line } from './text-flow.ts';

const goodsSize = 7.7;
const continuedSize = 6.4;
/** Blank space between two items. */
const itemGap = 5;

/** A whole item, or the part of it that stands on one page: lines by column. */
export type Row = { cells: Line[][]; height: number };

/** What stands in the table of goods on one page, from the top. */
export type GoodsPage = { rows: Row[]; closing: Line[] };

/**
 * Spreads items, and below them the closing statements, over as many pages as they need. An item
 * is divided only where it would not fit on a page of its own. Heights exclude the table's head.
 */
export function spreadGoods(
  { columns }: Goods,
  closing: readonly Paragraph[],
  content: CertificateContent,
  width: number,
  heights: { first: number; further: number },
  lettering: Lettering,
): GoodsPage[] {
  let page: GoodsPage = { rows: [], closing: [] };
  const pages = [page];
  let left = heights.first;
  const turn = () => {
    page = { rows: [], closing: [] };
    pages.push(page);
    left = heights.further;
  };

  const main = columns.findIndex((column) => column.main);
  const goingOn = (row: Row, number: number): Row => {
    const field = columns[main];
    if (!field) return row;
    const note = [{ text: `(item ${number}, continued)`, size: continuedSize }];
    const lines = breakLines(note, field.share * width - 2 * padding, 1, lettering);
    return rowOf(row.cells.map((cell, at) => (at === main ? [...lines, ...cell] : cell)));
  };

  for (const item of content.items) {
    let row = rowOf(
      columns.map(({ cell, share, centred = false }) => {
        const texts = cell(item, content).map((text) => ({ text, size: goodsSize, centred }));
        return breakLines(texts, share * width - 2 * padding, 1, lettering);
      }),
    );
    if (row.height > left && row.height <= heights.further) turn();
    while (row.height > left) {
      const [head, tail] = divide(row, left);
      if (head.height > 0) page.rows.push(head);
      turn();
      row = head.height > 0 ? goingOn(tail, item.number) : tail;
    }
    page.rows.push(row);
    left -= row.height;
  }

  for (const line of breakLines(closing, width - 2 * padding, 0.92, lettering)) {
    const height = heightOf([line]);
    if (height + padding > left) turn();
    page.closing.push(line);
    left -= height;
  }
  return pages;
}

function rowOf(cells: Line[][]): Row {
  const height = Math.max(...cells.map(heightOf));
  return { cells, height: height === 0 ? 0 : height + itemGap };
}

function divide({ cells }: Row, room: number): [head: Row, tail: Row] {
  const cuts = cells.map((lines) => {
    let kept = lines.length;
    while (kept > 0 && heightOf(lines.slice(0, kept)) + itemGap > room) kept -= 1;
    return kept;
  });
  return [
    rowOf(cells.map((lines, column) => lines.slice(0, cuts[column]))),
    rowOf(cells.map((lines, column) => lines.slice(cuts[column]))),
  ];
}
