import type { Rectangle } from '../../pdf/canvas.ts';
import { contentSha256 } from '../../qr/claims.ts';
import { label } from '../palette.ts';
import type { Sheet } from './sheet.ts';

const style = { size: 5.8, weight: 'regular', colour: label } as const;

/** Above the frame who issues; below it what the machine-readable content is known by. */
export function paintMargins(sheet: Sheet, frame: Rectangle): void {
  const { canvas, content, lettering } = sheet;
  canvas.text(content.agency.name, frame.x, frame.y - 7, { ...style, size: 8.5, weight: 'bold' });
  const kind = 'Electronic certificate, digitally signed';
  const width = (lettering.widthOf(kind, 'regular') * style.size) / 1000;
  canvas.text(kind, frame.x + frame.width - width, frame.y - 7, style);
  const hash = Buffer.from(contentSha256(content))
    .toString('hex')
    .replace(/.{8}(?=.)/g, '$& ');
  const below = frame.y + frame.height;
  canvas.text(`SHA-256 of the attached content: ${hash}`, frame.x, below + 10, style);
  const verify = `Verify at ${sheet.verifyAt}. The attached certificate.json says the same for machines.`;
  canvas.text(verify, frame.x, below + 18.5, style);
}
