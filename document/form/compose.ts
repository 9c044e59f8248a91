import { type Canvas, makeCanvas, pageSize, type Rectangle } from '../pdf/canvas.ts';
import type { Page } from '../pdf/pdf-file.ts';
import type { Goods, Paragraph } from './form.ts';
import { type GoodsPage, spreadGoods } from './goods-flow.ts';
import { type FittedBox, fitBox, paintBox } from './paint/paint-box.ts';
import { paintCertification } from './paint/paint-certification.ts';
import {
  continuationFoot,
  continuationHead,
  paintContinuationFoot,
  paintContinuationHead,
} from './paint/paint-continuation.ts';
import { goodsHeadHeight, paintGoods } from './paint/paint-goods.ts';
import { paintMargins } from './paint/paint-margins.ts';
import { paintMasthead } from './paint/paint-masthead.ts';
import { paintNotes } from './paint/paint-notes.ts';
import { paintOverprint } from './paint/paint-overprint.ts';
import type { Sheet } from './paint/sheet.ts';
import { outline } from './palette.ts';
import { type Placed, place } from './place.ts';

const frame: Rectangle = { x: 34, y: 40, width: pageSize.width - 68, height: pageSize.height - 86 };

const furtherGoods: Rectangle = {
  ...frame,
  y: frame.y + continuationHead,
  height: frame.height - continuationHead - continuationFoot,
};

/** Draws a certificate: the form's page, continuation pages, notes. `qrText` stands behind the code. */
export function compose(board: Omit<Sheet, 'canvas' | 'page'>, qrText: string): Page[] {
  const newSheet = (number: number, of: number): Sheet => ({
    ...board,
    canvas: makeCanvas(board.lettering),
    page: { number, of },
  });
  const placed = place(board.form.layout, frame);
  const measuring = newSheet(1, 1);
  const boxes = placed.flatMap(({ part, area }) =>
    part.kind === 'box' ? [fitBox(measuring, part, area)] : [],
  );
  const goods = placed.find(({ part }) => part.kind === 'goods');
  if (goods?.part.kind !== 'goods') throw new Error('a form has a table of goods');
  const goodsPages = flow(measuring, goods.part, goods.area, boxes);
  const of = goodsPages.length;

  const pages = goodsPages.map((goodsPage, index): Page => {
    const sheet = newSheet(index + 1, of);
    const links =
      index === 0
        ? [{ area: paintFirst(sheet, placed, boxes, goodsPage), target: qrText }]
        : paintFurther(sheet, goods.part as Goods, goodsPage);
    finish(sheet);
    return { operators: sheet.canvas.operators(), links };
  });
  if (!board.form.notes) return pages;
  const overleaf = newSheet(1, of);
  paintNotes(overleaf, board.form.notes, frame);
  paintOverprint(overleaf);
  return [...pages, { operators: overleaf.canvas.operators(), links: [] }];
}

function flow(sheet: Sheet, goods: Goods, area: Rectangle, boxes: FittedBox[]): GoodsPage[] {
  const head = goodsHeadHeight(sheet, goods, area.width);
  const continued: Paragraph[] = boxes
    .filter(({ rest }) => rest !== '')
    .map(({ box, rest }) => ({ text: `Box ${box.number}, continued: ${rest}`, above: 3 }));
  const heights = { first: area.height - head, further: furtherGoods.height - head };
  const closing = [...goods.closing(sheet.content), ...continued];
  return spreadGoods(goods, closing, sheet.content, area.width, heights, sheet.lettering);
}

function paintFirst(
  sheet: Sheet,
  placed: Placed[],
  boxes: FittedBox[],
  goodsPage: GoodsPage,
): Rectangle {
  let qr: Rectangle = { x: 0, y: 0, width: 0, height: 0 };
  for (const fitted of boxes) paintBox(sheet, fitted);
  for (const { part, area } of placed) {
    if (part.kind === 'masthead') paintMasthead(sheet, part, area);
    if (part.kind === 'goods') paintGoods(sheet, part, goodsPage, area);
    if (part.kind === 'certification') qr = paintCertification(sheet, part, area);
  }
  return qr;
}

function paintFurther(sheet: Sheet, goods: Goods, goodsPage: GoodsPage): [] {
  paintContinuationHead(sheet, { ...frame, height: continuationHead });
  paintGoods(sheet, goods, goodsPage, furtherGoods);
  const y = furtherGoods.y + furtherGoods.height;
  paintContinuationFoot(sheet, { ...frame, y, height: continuationFoot });
  return [];
}

function finish(sheet: Sheet): Canvas {
  sheet.canvas.frame(frame, outline);
  paintMargins(sheet, frame);
  paintOverprint(sheet);
  return sheet.canvas;
}
