import type { Rectangle } from '../../pdf/canvas.ts';
import { padding, rule, tint } from '../palette.ts';
import { fitText, heightOf } from '../text-flow.ts';
import { printedDate } from '../wording.ts';
import { paintImages } from './paint-images.ts';
import { paintReference } from './paint-masthead.ts';
import { paintLines } from './paint-text.ts';
import type { Sheet } from './sheet.ts';

export const continuationHead = 40;
export const continuationFoot = 86;

/** The head that every further page repeats. */
export function paintContinuationHead(sheet: Sheet, area: Rectangle): void {
  const { canvas, form, lettering } = sheet;
  canvas.fill(area, tint);
  canvas.frame(area, rule);
  const half = { ...area, x: area.x + area.width / 2, width: area.width / 2 };
  canvas.line({ x: half.x, y: area.y }, { x: half.x, y: area.y + area.height }, rule);
  paintReference(sheet, half);
  const room = { width: half.width - 2 * padding, height: area.height - 2 * padding };
  const title = [
    { text: form.title, bold: true, size: 7.6 },
    { text: 'Continuation of the certificate', size: 6.6 },
  ];
  const { lines } = fitText(title, room, lettering);
  const y = area.y + padding + (room.height - heightOf(lines)) / 2;
  paintLines(sheet, lines, { x: area.x + padding, y, width: room.width });
}

/** Who issues it, where: the agency's office with its officer, or the exporter. */
function issuerLines({ content, form }: Sheet) {
  const { office, officer, exporter } = content;
  const name = form.wording.issuer === 'agency' ? office.name : exporter.name;
  return [
    { text: name, bold: true, size: 7.6, above: 6 },
    { text: `${office.place}, ${printedDate(content.issuedOn)}`, size: 7.2 },
    { text: `${officer.name}, ${officer.designation}`, size: 7.2 },
  ];
}

/** Stamp and signature again: a loose sheet must show whose it is. */
export function paintContinuationFoot(sheet: Sheet, area: Rectangle): void {
  const { canvas, content, form, lettering } = sheet;
  canvas.frame(area, rule);
  const certified = form.wording.issuer === 'agency' ? 'certified' : 'signed';
  const text = [
    {
      text: `Continuation sheet of certificate ${content.number}, ${certified} with its first page.`,
      size: 7.2,
    },
    ...issuerLines(sheet),
  ];
  const width = area.width * 0.62;
  const { lines } = fitText(text, { width, height: area.height - 2 * padding }, lettering);
  paintLines(sheet, lines, { x: area.x + padding, y: area.y + padding, width });
  paintImages(sheet, {
    x: area.x + area.width - 150,
    y: area.y + 4,
    width: 145,
    height: area.height - 8,
  });
}
