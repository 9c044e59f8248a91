import type { Rectangle } from '../../pdf/canvas.ts';
import { contentSha256 } from '../../qr/claims.ts';
import { label } from '../palette.ts';
import { sizeWithin } from './paint-text.ts';
import type { Sheet } from './sheet.ts';

const style = { size: 5.8, weight: 'regular', colour: label } as const;

/** Above the frame who issues and which copy it is; below it what the content is known by. */
export function paintMargins(sheet: Sheet, frame: Rectangle): void {
  const { canvas, content, form, lettering } = sheet;
  const above = frame.y - 7;
  const kind =
    sheet.edition === 'physical'
      ? 'Physical copy, to be signed in ink'
      : 'Electronic certificate, digitally signed';
  const width = (lettering.widthOf(kind, 'regular') * style.size) / 1000;
  canvas.text(kind, frame.x + frame.width - width, above, style);
  const copies = form.wording.copies;
  const copiesWidth = copies ? (lettering.widthOf(copies, 'bold') * 6.6) / 1000 : 0;
  const copiesAt = frame.x + frame.width - width - 12 - copiesWidth;
  if (copies) canvas.text(copies, copiesAt, above, { ...style, size: 6.6, weight: 'bold' });
  const issuer = form.wording.issuer === 'agency' ? content.agency.name : content.exporter.name;
  const size = sizeWithin(sheet, issuer, 'bold', copiesAt - frame.x - 8, 8.5);
  canvas.text(issuer, frame.x, above, { ...style, size, weight: 'bold' });
  const hash = Buffer.from(contentSha256(content))
    .toString('hex')
    .replace(/.{8}(?=.)/g, '$& ');
  const below = frame.y + frame.height;
  canvas.text(`SHA-256 of the attached content: ${hash}`, frame.x, below + 10, style);
  const verify = `Verify at ${sheet.verifyAt}. The attached certificate.json says the same for machines.`;
  canvas.text(verify, frame.x, below + 18.5, style);
}
