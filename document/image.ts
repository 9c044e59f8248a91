import sharp from 'sharp';
import { cutOut } from './image-cutout.ts';

/** A stamp is printed some 30 mm wide: more dots than this only make each certificate heavier. */
const largestSide = 360;
const largestScan = 40_000_000;

/**
 * A scanned stamp or signature as a PNG ready to be printed: paper made transparent, margins
 * trimmed, at most 360 dots a side, no metadata. Throws when it is not an image, and a RangeError
 * when nothing on it is darker than paper.
 */
export async function removeBackground(scan: Uint8Array): Promise<Uint8Array> {
  const read = await sharp(scan, { limitInputPixels: largestScan, failOn: 'error' })
    .timeout({ seconds: 10 })
    .rotate()
    .toColourspace('srgb')
    .resize({ ...within(largestSide * 2) })
    .flatten({ background: '#ffffff' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = read.info;
  if (cutOut({ data: read.data, width, height }) === 0) {
    throw new RangeError('the image is blank: nothing on it is darker than paper');
  }
  const trimmed = await fromPixels(read)
    .trim({ background: { r: 255, g: 255, b: 255, alpha: 0 }, threshold: 1 })
    .png()
    .toBuffer();
  const small = await sharp(trimmed)
    .resize({ ...within(largestSide), kernel: 'mitchell' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  reduceColours(small.data);
  return fromPixels(small).png({ compressionLevel: 9 }).toBuffer();
}

const within = (side: number) =>
  ({ width: side, height: side, fit: 'inside', withoutEnlargement: true }) as const;

type Pixels = { data: Buffer; info: { width: number; height: number } };

const fromPixels = ({ data, info: { width, height } }: Pixels) =>
  sharp(data, { raw: { width, height, channels: 4 } });

/** Sixteen steps a channel show ink well, and scanner noise would not compress. */
function reduceColours(pixels: Buffer): void {
  const step = 17;
  for (let i = 0; i < pixels.length; i++) pixels[i] = Math.round((pixels[i] ?? 0) / step) * step;
  for (let i = 0; i < pixels.length; i += 4) {
    if (pixels[i + 3] === 0) pixels.fill(0, i, i + 3);
  }
}
