import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';

/** An image ready to be embedded: compressed colour and, apart, compressed transparency. */
export type RasterImage = { width: number; height: number; colour: Buffer; alpha: Buffer };

/** Offices and officers are few and their images come back in every certificate. */
const remembered = new Map<string, Promise<RasterImage>>();
const rememberAtMost = 500;

/** Reads a PNG. The same bytes are decoded once. Throws what sharp throws on anything else. */
export function rasterImage(png: Uint8Array): Promise<RasterImage> {
  const key = createHash('sha256').update(png).digest('hex');
  const known = remembered.get(key);
  if (known) return known;
  const oldest = remembered.keys().next();
  if (remembered.size >= rememberAtMost && !oldest.done) remembered.delete(oldest.value);
  const image = decode(png);
  image.catch(() => remembered.delete(key));
  remembered.set(key, image);
  return image;
}

async function decode(png: Uint8Array): Promise<RasterImage> {
  const { data, info } = await sharp(png, { limitInputPixels: 4_000_000 })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const pixels = info.width * info.height;
  const colour = Buffer.alloc(pixels * 3);
  const alpha = Buffer.alloc(pixels);
  for (let i = 0; i < pixels; i++) {
    alpha[i] = data[i * 4 + 3] ?? 0;
    // The colour of what cannot be seen stays black, which compresses to nothing.
    if (alpha[i] !== 0) data.copy(colour, i * 3, i * 4, i * 4 + 3);
  }
  return {
    width: info.width,
    height: info.height,
    colour: deflateSync(colour, { level: 9 }),
    alpha: deflateSync(alpha, { level: 9 }),
  };
}
