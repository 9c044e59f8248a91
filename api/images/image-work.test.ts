import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { aiftaContent } from '../../document/testing/sample-content.ts';
import { scannedSignature, scannedStamp } from '../../document/testing/sample-images.ts';
import { schemes } from '../../domain/agreement/schemes.ts';
import { workOnImage } from './image-work.ts';

const cutOut = (scan: Uint8Array) => workOnImage({ kind: 'cut-out', scan });
const reasonOf = async (scan: Uint8Array) => {
  const result = await cutOut(scan);
  return result.outcome === 'refused' ? result.reason : 'accepted';
};

/** A PNG whose header claims a size, with as little behind it as that takes. */
function pngClaiming(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    let crc = 0xffffffff;
    for (const byte of body) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
    frame.writeUInt32BE(~crc >>> 0, 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  const data = deflateSync(Buffer.alloc(1000));
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('R44 pictures of stamps and signatures', () => {
  test.each(['png', 'jpeg', 'webp'] as const)(
    '%s is taken, its background removed',
    async (format) => {
      const scan = await sharp(await scannedStamp())
        .withMetadata({ exif: { IFD0: { Copyright: 'somebody at home' } } })
        .toFormat(format)
        .toBuffer();
      const result = await cutOut(scan);
      if (result.outcome === 'refused') throw new Error(result.reason);
      const bytes = Buffer.from(result.bytes);
      const read = await sharp(bytes).metadata();
      expect(read).toMatchObject({ format: 'png', hasAlpha: true });
      expect(read.exif).toBeUndefined();
      expect(bytes.includes('somebody at home')).toBe(false);
      const { channels } = await sharp(bytes).stats();
      expect(channels[3]?.min).toBe(0);
    },
  );

  test('a specimen shows them', async () => {
    const { agency, office, officer } = aiftaContent;
    const [scheme] = schemes;
    if (!scheme) throw new Error('no scheme');
    const at = '2026-11-22T10:00:00.000Z';
    const stamp = await cutOut(await scannedStamp());
    const specimen = (scan: Uint8Array) =>
      workOnImage({
        kind: 'specimen',
        scan,
        as: 'signatureImage',
        wanted: {
          agency,
          office,
          officer,
          scheme,
          publicUrl: 'https://x',
          at,
          stamp: stamp.outcome === 'done' ? stamp.bytes : null,
        },
      });
    const result = await specimen(await scannedSignature());
    if (result.outcome === 'refused') throw new Error(result.reason);
    const pdf = Buffer.from(result.bytes);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.toString('latin1')).toMatch(/\/Stamp .*\/Signature |\/Signature .*\/Stamp /s);
  });
});

describe('R44 hostile pictures', () => {
  test('a few bytes that unfold into thousands of millions of pixels are refused undecoded', async () => {
    expect(await reasonOf(pngClaiming(60_000, 60_000))).toBe('It has more than 40 million pixels.');
  });

  test('an animation is refused', async () => {
    const frame = (background: string) =>
      sharp({ create: { width: 20, height: 20, channels: 3, background } })
        .png()
        .toBuffer();
    const frames = [await frame('#123456'), await frame('#654321')];
    const webp = await sharp(frames, { join: { animated: true } })
      .webp()
      .toBuffer();
    expect((await sharp(webp).metadata()).pages).toBe(2);
    expect(await reasonOf(webp)).toMatch(/animated/);
  });

  test.each([
    ['a PDF', Buffer.from('%PDF-1.7\n%%EOF')],
    ['a drawing that loads other files', Buffer.from('<svg><image href="/etc/passwd"/></svg>')],
    ['a GIF', Buffer.from('GIF89a\x01\x00\x01\x00\x00\x00\x00;')],
    ['nothing', Buffer.alloc(0)],
  ])('%s is refused', async (_what, bytes) => {
    expect(await reasonOf(bytes)).toBe('It is neither PNG nor JPEG nor WebP.');
  });

  test('a picture cut off in the middle, or with a broken header, is refused', async () => {
    const whole = Buffer.from(await scannedStamp());
    expect(await reasonOf(whole.subarray(0, whole.length / 2))).toBe('It cannot be read.');
    expect(await reasonOf(pngClaiming(0, 7))).toBe('It cannot be read.');
    expect(await reasonOf(pngClaiming(900, 900))).toBe('It cannot be read.');
  });

  test('a blank sheet is refused by its reason', async () => {
    const create = { width: 300, height: 200, channels: 3 as const, background: '#cfcfc8' };
    expect(await reasonOf(await sharp({ create }).png().toBuffer())).toMatch(/darker/);
  });
});
