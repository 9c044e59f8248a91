import { makeCanvas, pageSize, type Rectangle } from '../pdf/canvas.ts';
import type { Page } from '../pdf/pdf-file.ts';
import { continuedText, type FittedPart, fitPart, paintPart } from './fitted-part.ts';
import type { Goods, Paragraph } from './form.ts';
import { type GoodsPage, spreadGoods } from './goods-flow.ts';
import {
  continuationFoot,
  continuationHead,
  paintContinuationFoot,
  paintContinuationHead,
} from './paint/paint-continuation.ts';
import { goodsHeadHeight, paintGoods } from './paint/paint-goods.ts';
import { paintMargins } from './paint/paint-margins.ts';
import { paintNotes } from './paint/paint-notes.ts';
import { paintOverprint } from './paint/paint-overprint.ts';
import type { Sheet } from './paint/sheet.ts';
import { lightPink, outline } from './palette.ts';
import { place } from './place.ts';

/** Where the form stands on the page. */
export const frame: Rectangle = {
  x: 34,
  y: 40,
  width: pageSize.width - 68,
  height: pageSize.height - 86,
};

const furtherGoods: Rectangle = {
  ...frame,
  y: frame.y + continuationHead,
  height: frame.height - continuationHead - continuationFoot,
};

type FittedGoods = Extract<FittedPart, { kind: 'goods' }>;

const wholePage: Rectangle = { x: 0, y: 0, ...pageSize };

/** Draws a certificate: the form's page, continuation pages, notes. `qrText` stands behind the code. */
export function compose(board: Omit<Sheet, 'canvas' | 'page'>, qrText: string): Page[] {
  const newSheet = (number: number, of: number): Sheet => {
    const canvas = makeCanvas(board.lettering);
    if (board.form.wording.paper === 'light pink') canvas.fill(wholePage, lightPink);
    return { ...board, canvas, page: { number, of } };
  };
  const measuring = newSheet(1, 1);
  const parts = place(board.form.layout, frame).map((placed) => fitPart(measuring, placed));
  const goods = parts.find((part): part is FittedGoods => part.kind === 'goods');
  if (!goods) throw new Error('a form has a table of goods');
  const continued = parts.flatMap(continuedText);
  const goodsPages = flow(measuring, goods, continued);
  const of = goodsPages.length;

  const pages = goodsPages.map((goodsPage, index): Page => {
    const sheet = newSheet(index + 1, of);
    if (index === 0) {
      const code = paintFirst(sheet, parts, goods, goodsPage);
      return { operators: finish(sheet), links: [{ area: code, target: qrText }] };
    }
    paintFurther(sheet, goods.part, goodsPage);
    return { operators: finish(sheet), links: [] };
  });
  if (!board.form.notes) return pages;
  const overleaf = newSheet(1, of);
  paintNotes(overleaf, board.form.notes, frame);
  paintOverprint(overleaf);
  return [...pages, { operators: overleaf.canvas.operators(), links: [] }];
}

function flow(sheet: Sheet, { part, area }: FittedGoods, continued: Paragraph[]): GoodsPage[] {
  const head = goodsHeadHeight(sheet, part, area.width);
  const heights = { first: area.height - head, further: furtherGoods.height - head };
  const closing = [...part.closing(sheet.content, sheet.copy), ...continued];
  return spreadGoods(part, closing, sheet.content, area.width, heights, sheet.lettering);
}

/** Gives the place of the QR code. */
function paintFirst(
  sheet: Sheet,
  parts: FittedPart[],
  goods: FittedGoods,
  goodsPage: GoodsPage,
): Rectangle {
  const codes = parts.map((part) => paintPart(sheet, part));
  paintGoods(sheet, goods.part, goodsPage, goods.area);
  const code = codes.find((area) => area !== null);
  if (!code) throw new Error('a form has a place for the QR code');
  return code;
}

function paintFurther(sheet: Sheet, goods: Goods, goodsPage: GoodsPage): void {
  paintContinuationHead(sheet, { ...frame, height: continuationHead });
  paintGoods(sheet, goods, goodsPage, furtherGoods);
  const y = furtherGoods.y + furtherGoods.height;
  paintContinuationFoot(sheet, { ...frame, y, height: continuationFoot });
}

function finish(sheet: Sheet): string {
  sheet.canvas.frame(frame, outline);
  paintMargins(sheet, frame);
  paintOverprint(sheet);
  return sheet.canvas.operators();
}
