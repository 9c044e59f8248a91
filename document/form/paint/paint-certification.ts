import type { CertificateContent } from '../../../domain/certificate/certificate.ts';
import type { CopyMark } from '../../build-certificate.ts';
import type { Rectangle } from '../../pdf/canvas.ts';
import type { RasterImage } from '../../pdf/raster-image.ts';
import type { QrModules } from '../../qr/modules.ts';
import type { Certification, Paragraph } from '../form.ts';
import { ink, padding, rule } from '../palette.ts';
import { fitText, heightOf } from '../text-flow.ts';
import { printedDate } from '../wording.ts';
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

/** Gives the area of the QR code, so that a click on it may lead where it leads. */
export function paintCertification(sheet: Sheet, part: Certification, area: Rectangle): Rectangle {
  const { canvas, content, lettering } = sheet;
  canvas.frame(area, rule);
  paintLabel(sheet, part.number, part.label, area);
  const used = labelHeight(sheet, part.number, part.label, area.width);
  paintFoot(sheet, part.foot, area);
  const inner = { x: area.x + padding, width: area.width - 2 * padding };
  const qr = {
    x: inner.x + 2,
    y: area.y + area.height - footHeight - captionHeight - qrSide,
    width: qrSide,
    height: qrSide,
  };
  const statement = fitText(
    part.body(content),
    { width: inner.width, height: qr.y - area.y - used },
    lettering,
  );
  paintLines(sheet, statement.lines, { ...inner, y: area.y + used });
  canvas.scaled(qr, qrSide / sheet.qr.side, `${ink.join(' ')} rg ${squares(sheet.qr)}f`);
  const caption = { text: 'To verify this certificate, you may scan the QR code here', size: 5.6 };
  paintLines(
    sheet,
    fitText([caption], { width: inner.width, height: captionHeight }, lettering).lines,
    { ...inner, y: qr.y + qrSide + 2 },
  );
  const top = area.y + used + heightOf(statement.lines) + 2;
  paintOffice(sheet, {
    x: qr.x + qrSide + 8,
    y: top,
    width: area.x + area.width - padding - qr.x - qrSide - 8,
    height: qr.y + qrSide - top,
  });
  return qr;
}

/** Office, place and date above; stamp and signature between; the officer's name below. */
function paintOffice(sheet: Sheet, area: Rectangle): void {
  const { content, lettering, copy } = sheet;
  const { inLieuOf } = content;
  const above: Paragraph[] = [
    ...(copy ? copyParagraphs(copy, content) : []),
    ...content.endorsements.map((text) => ({ text, bold: true, size: 9 })),
    ...(inLieuOf
      ? [
          {
            text: `IN LIEU OF ${inLieuOf.number} of ${printedDate(inLieuOf.issuedOn)}`,
            bold: true,
            size: 7.2,
          },
        ]
      : []),
    { text: content.office.name, bold: true, size: 7.2, above: 1 },
    { text: `${content.office.place}, ${printedDate(content.issuedOn)}`, size: 7.2 },
    ...(content.validUntil
      ? [{ text: `Valid until ${printedDate(content.validUntil)}`, size: 7.2 }]
      : []),
  ];
  const { name, designation } = copy ? copy.officer : content.officer;
  const below: Paragraph[] = [
    { text: name, bold: true, size: 7.2 },
    { text: designation, size: 6.4 },
  ];
  const head = fitText(above, { width: area.width, height: area.height * 0.6 }, lettering).lines;
  const foot = fitText(below, { width: area.width, height: area.height * 0.25 }, lettering).lines;
  paintLines(sheet, head, area);
  paintLinesUpwards(sheet, foot, area);
  const y = area.y + heightOf(head) + 2;
  paintImages(sheet, { ...area, y, height: area.y + area.height - heightOf(foot) - y });
}

/** The original's day stands below; this is the day of the copy. */
const copyParagraphs = ({ words, on }: CopyMark, { officer }: CertificateContent): Paragraph[] => [
  { text: words, bold: true, size: 9 },
  { text: `made on ${printedDate(on)}; original signed by ${officer.name}`, size: 6.4 },
];

/** The stamp, and over its lower part the signature, as a pen would leave it. */
export function paintImages({ canvas, stamp, signatureImage }: Sheet, area: Rectangle): void {
  if (stamp) canvas.image('Stamp', contained(stamp, area, 'right'));
  if (signatureImage) {
    const height = Math.min(area.height * 0.5, 34);
    const low = { ...area, y: area.y + area.height - height, height };
    canvas.image('Signature', contained(signatureImage, low, 'left'));
  }
}

function contained(image: RasterImage, area: Rectangle, side: 'left' | 'right'): Rectangle {
  const scale = Math.min(area.width / image.width, area.height / image.height);
  const width = image.width * scale;
  const height = image.height * scale;
  const x = side === 'left' ? area.x : area.x + area.width - width;
  return { x, y: area.y + (area.height - height) / 2, width, height };
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
