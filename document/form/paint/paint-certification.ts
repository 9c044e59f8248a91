import type { Rectangle } from '../../pdf/canvas.ts';
import type { QrModules } from '../../qr/modules.ts';
import type { Certification, Paragraph } from '../form.ts';
import { ink, padding, rule } from '../palette.ts';
import { fitText, heightOf, type Line } from '../text-flow.ts';
import { paintImages } from './paint-images.ts';
import {
  footHeight,
  labelHeight,
  paintFoot,
  paintLabel,
  paintLines,
  paintLinesUpwards,
} from './paint-text.ts';
import type { Sheet } from './sheet.ts';

/** 40 mm: half a millimetre a module in usual codes, 0.41 mm in the largest that is printed. */
const qrSide = 113.4;
const captionHeight = 12;

/** The box with its texts fitted in; `rest` is what had no room. */
export type FittedCertification = {
  part: Certification;
  area: Rectangle;
  statement: Line[];
  particulars: Line[];
  signatory: Line[];
  qr: Rectangle;
  office: Rectangle;
  rest: string;
};

/**
 * The statement above, the QR code below it on the left, beside it from the top: who issues, place
 * and date; stamp and signature; the signatory's name.
 */
export function fitCertification(
  sheet: Sheet,
  part: Certification,
  area: Rectangle,
): FittedCertification {
  const { content, copy, lettering } = sheet;
  const top = area.y + labelHeight(sheet, part.number, part.label, area.width);
  const inner = { x: area.x + padding, width: area.width - 2 * padding };
  const y = area.y + area.height - footHeight - captionHeight - qrSide;
  const qr = { x: inner.x + 2, y, width: qrSide, height: qrSide };
  const statement = fitText(
    part.body(content, copy),
    { width: inner.width, height: y - top },
    lettering,
  );
  const officeX = qr.x + qrSide + 8;
  const officeY = top + heightOf(statement.lines) + 2;
  const office = {
    x: officeX,
    y: officeY,
    width: area.x + area.width - padding - officeX,
    height: y + qrSide - officeY,
  };
  const within = (share: number) => ({ width: office.width, height: office.height * share });
  const particulars = fitText(part.particulars(content, copy), within(0.6), lettering);
  const signatory = fitText(signatoryParagraphs(sheet), within(0.25), lettering);
  return {
    part,
    area,
    statement: statement.lines,
    particulars: particulars.lines,
    signatory: signatory.lines,
    qr,
    office,
    rest: [statement.rest, particulars.rest, signatory.rest]
      .filter((text) => text !== '')
      .join(' '),
  };
}

function signatoryParagraphs({ content, copy }: Sheet): Paragraph[] {
  const { name, designation } = copy ? copy.officer : content.officer;
  return [
    { text: name, bold: true, size: 7.2 },
    { text: designation, size: 6.4 },
  ];
}

/** Gives the area of the QR code, so that a click on it may lead where it leads. */
export function paintCertification(sheet: Sheet, fitted: FittedCertification): Rectangle {
  const { canvas, lettering } = sheet;
  const { part, area, statement, particulars, signatory, qr, office } = fitted;
  canvas.frame(area, rule);
  paintLabel(sheet, part.number, part.label, area);
  const top = area.y + labelHeight(sheet, part.number, part.label, area.width);
  paintFoot(sheet, part.foot, area);
  const inner = { x: area.x + padding, width: area.width - 2 * padding };
  paintLines(sheet, statement, { ...inner, y: top });
  canvas.scaled(qr, qrSide / sheet.qr.side, `${ink.join(' ')} rg ${squares(sheet.qr)}f`);
  const caption = { text: 'To verify this certificate, you may scan the QR code here', size: 5.6 };
  const { lines } = fitText([caption], { width: inner.width, height: captionHeight }, lettering);
  paintLines(sheet, lines, { ...inner, y: qr.y + qrSide + 2 });
  paintLines(sheet, particulars, office);
  paintLinesUpwards(sheet, signatory, office);
  const y = office.y + heightOf(particulars) + 2;
  const height = office.y + office.height - heightOf(signatory) - y;
  paintImages(sheet, { ...office, y, height });
  return qr;
}

/** Dark modules as rectangles, one for each run in a row; the unit is a module, y upwards. */
function squares({ side, dark }: QrModules): string {
  let rectangles = '';
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      if (!dark(row, column)) continue;
      const from = column;
      while (column + 1 < side && dark(row, column + 1)) column += 1;
      rectangles += `${from} ${side - row - 1} ${column - from + 1} 1 re `;
    }
  }
  return rectangles;
}
