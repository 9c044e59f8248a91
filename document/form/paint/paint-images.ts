import type { Rectangle } from '../../pdf/canvas.ts';
import type { RasterImage } from '../../pdf/raster-image.ts';
import type { Sheet } from './sheet.ts';

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
