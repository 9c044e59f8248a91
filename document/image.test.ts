import sharp from 'sharp';
import { expect, test } from 'vitest';
import { removeBackground } from './image.ts';
import { scannedStamp } from './testing/sample-images.ts';

const pixels = (png: Uint8Array) => sharp(png).raw().toBuffer({ resolveWithObject: true });

test('R44 paper becomes transparent and ink stays', async () => {
  const { data, info } = await pixels(await removeBackground(await scannedStamp()));
  expect(info.channels).toBe(4);
  const alphaAt = (x: number, y: number) => data[(y * info.width + x) * 4 + 3];
  // Between the rings, and on the outer ring.
  expect(alphaAt(Math.round(info.width / 2), Math.round(info.height * 0.12))).toBe(0);
  expect(alphaAt(Math.round(info.width / 2), 3)).toBe(255);
});

test('margins are trimmed and the image is small enough for every certificate', async () => {
  const { info } = await pixels(await removeBackground(await scannedStamp()));
  expect(Math.max(info.width, info.height)).toBe(360);
  expect(Math.abs(info.width - info.height)).toBeLessThan(4);
});

test('a blank sheet and a file that is no image are refused', async () => {
  const blank = await sharp({
    create: { width: 50, height: 50, channels: 3, background: '#f4f4f4' },
  })
    .png()
    .toBuffer();
  await expect(removeBackground(blank)).rejects.toThrow(RangeError);
  await expect(removeBackground(Buffer.from('not an image'))).rejects.toThrow();
});
