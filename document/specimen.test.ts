import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test, vi } from 'vitest';
import { testWith } from '../test/tools.ts';
import { formsInWords } from './form-list.ts';
import { removeBackground } from './image.ts';
import { buildFormSpecimen, buildSpecimen, type SpecimenWanted } from './specimen.ts';
import { aiftaContent } from './testing/sample-content.ts';
import { scannedSignature, scannedStamp } from './testing/sample-images.ts';
import { runTool } from './testing/validators.ts';
import { verifyCertificatePdf } from './verify.ts';

vi.setConfig({ testTimeout: 120_000 });

const { agency, office, officer } = aiftaContent;
const at = '2026-11-22T10:00:00.000Z';
const schemeOf = (code: string): SpecimenWanted['scheme'] => ({
  code,
  name: code,
  formName: code,
  partners: null,
});

async function specimen(code: string): Promise<Uint8Array> {
  const stamp = await removeBackground(await scannedStamp());
  const signatureImage = await removeBackground(await scannedSignature());
  const pictures = { stamp, signatureImage };
  const issuer = { agency, office, officer };
  return buildSpecimen({
    ...issuer,
    ...pictures,
    scheme: schemeOf(code),
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

testWith('pdftoppm').each(['AIFTA', 'CECPA', 'IKCEPA', 'NONPREF'])(
  'R44 every page of a specimen of %s says so',
  async (code) => {
    const folder = await mkdtemp(join(tmpdir(), 'specimen-'));
    const file = join(folder, 'specimen.pdf');
    await writeFile(file, await specimen(code));
    await runTool('pdftoppm', '-r', '60', '-png', file, join(folder, 'page'));
    const pages = (await readdir(folder)).filter((name) => name.endsWith('.png'));
    expect(pages.length).toBeGreaterThan(0);
    for (const page of pages) expect(await redDots(join(folder, page))).toBeGreaterThan(500);
    await rm(folder, { recursive: true });
  },
);

test.each(formsInWords)(
  'R44 a specimen of $scheme is taken for a certificate by no check',
  async ({ scheme }) => {
    const trust = { trustAnchors: [], crls: [], qrCertificates: [], at: '2026-11-22T10:00:00Z' };
    const pdf = await buildFormSpecimen(schemeOf(scheme), 'https://x', at);
    expect(verifyCertificatePdf(pdf, trust).genuine).toBe(false);
  },
);
