import sharp from 'sharp';

/** A stamp is printed some 30 mm wide: more dots than this only make the file heavier. */
const largestSide = 480;
const largestScan = 40_000_000;

/** Lighter than this is paper, darker than that is ink; between them ink thins out. */
const paper = 225;
const fullInk = 150;

/**
 * A scanned stamp or signature as a PNG ready to be printed: paper made transparent, margins
 * trimmed, at most 480 dots a side, no metadata. Throws when it is not an image or shows nothing.
 */
export async function removeBackground(scan: Uint8Array): Promise<Uint8Array> {
  const { data, info } = await sharp(scan, { limitInputPixels: largestScan })
    .rotate()
    .toColourspace('srgb')
    .resize({
      width: largestSide * 2,
      height: largestSide * 2,
      fit: 'inside',
      withoutEnlargement: true,
    })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  let inked = false;
  for (let i = 0; i < data.length; i += 4) {
    // The darkest channel: blue and violet inks are bright in the others.
    const darkest = Math.min(data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0);
    const share = Math.min(1, Math.max(0, (paper - darkest) / (paper - fullInk)));
    data[i + 3] = Math.round((data[i + 3] ?? 0) * share);
    inked ||= data[i + 3] !== 0;
  }
  if (!inked) throw new RangeError('the image is blank: nothing on it is darker than paper');
  const raw = { width: info.width, height: info.height, channels: 4 } as const;
  const transparent = { r: 255, g: 255, b: 255, alpha: 0 };
  const trimmed = await sharp(data, { raw })
    .trim({ background: transparent, threshold: 1 })
    .png()
    .toBuffer();
  return (
    sharp(trimmed)
      .resize({ width: largestSide, height: largestSide, fit: 'inside', withoutEnlargement: true })
      // Ink has few colours; without this, scanner noise makes each certificate 100 kB heavier.
      .png({ palette: true, colours: 32, dither: 0 })
      .toBuffer()
  );
}
