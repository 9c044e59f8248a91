import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { schemes } from '../domain/agreement/schemes.ts';
import { testWith } from '../test/tools.ts';
import { removeBackground } from './image.ts';
import { buildSpecimen } from './specimen.ts';
import { aiftaContent } from './testing/sample-content.ts';
import { scannedSignature, scannedStamp } from './testing/sample-images.ts';
import { runTool } from './testing/validators.ts';
import { verifyCertificatePdf } from './verify.ts';

const { agency, office, officer } = aiftaContent;

async function specimen(scheme: (typeof schemes)[number]): Promise<Uint8Array> {
  const stamp = await removeBackground(await scannedStamp());
  const signatureImage = await removeBackground(await scannedSignature());
  const at = '2026-11-22T10:00:00.000Z';
  const pictures = { stamp, signatureImage };
  return buildSpecimen({
    agency,
    office,
    officer,
    scheme,
    ...pictures,
    publicUrl: 'https://x',
    at,
  });
}

/** Dots of the red in which SPECIMEN stands across a page, and nothing else on it. */
async function redDots(page: string): Promise<number> {
  const { data, info } = await sharp(page).raw().toBuffer({ resolveWithObject: true });
  let dots = 0;
  for (let at = 0; at < data.length; at += info.channels) {
    const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
    if (red > 150 && green < 100 && blue < 100) dots += 1;
  }
  return dots;
}

testWith('pdftoppm').each(schemes)('R44 every page of a specimen of $code says so', async (one) => {
  const folder = await mkdtemp(join(tmpdir(), 'specimen-'));
  const file = join(folder, 'specimen.pdf');
  await writeFile(file, await specimen(one));
  await runTool('pdftoppm', '-r', '60', '-png', file, join(folder, 'page'));
  const pages = (await readdir(folder)).filter((name) => name.endsWith('.png'));
  expect(pages.length).toBeGreaterThan(0);
  for (const page of pages) expect(await redDots(join(folder, page))).toBeGreaterThan(500);
  await rm(folder, { recursive: true });
});

test.each(schemes)(
  'R44 a specimen of $code is taken for a certificate by no check',
  async (one) => {
    const trust = { trustAnchors: [], crls: [], qrCertificates: [], at: '2026-11-22T10:00:00Z' };
    expect(verifyCertificatePdf(await specimen(one), trust).genuine).toBe(false);
  },
);
