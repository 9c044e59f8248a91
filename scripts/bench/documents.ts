import 'regenerator-runtime/runtime.js';
import { sign } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import fontkit from '@pdf-lib/fontkit';
import { PDFDocument } from 'pdf-lib';
import { buildCertificate } from '../../document/build-certificate.ts';
import { aiftaContent } from '../../document/testing/sample-content.ts';
import { signCertificate } from '../../document/testing/sign-certificate.ts';
import { makeTestTrust } from '../../document/testing/test-trust.ts';
import { projectDir } from '../env.ts';
import { compared, type Measurement, median } from './measurement.ts';

const runs = 40;
const fontFiles = [
  '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
];

/** Building and signing a certificate, against one raw signature and one bare page with the same fonts. */
export async function benchDocuments(): Promise<Measurement[]> {
  const trust = makeTestTrust();
  const createdAt = new Date().toISOString();
  const qrText = `https://ecoo.example/v/${aiftaContent.number}#${'7'.repeat(870)}`;
  const images = { stamp: null, signatureImage: null };
  const fonts = await Promise.all(
    fontFiles.map((file) => readFile(path.join(projectDir, 'node_modules', file))),
  );
  const certificate = async () => {
    const pdf = await buildCertificate({ content: aiftaContent, qrText, ...images, createdAt });
    await signCertificate(pdf, trust);
  };
  const bare = async () => {
    const pdf = await PDFDocument.create();
    pdf.registerFontkit(fontkit);
    const page = pdf.addPage();
    for (const [index, bytes] of fonts.entries()) {
      const font = await pdf.embedFont(bytes, { subset: true });
      page.drawText('Certificate of origin 0123456789 उत्पत्ति', {
        font,
        x: 40,
        y: 700 - 40 * index,
        size: 12,
      });
    }
    sign('sha256', await pdf.save(), trust.officer.privateKey);
  };
  await certificate();
  await bare();
  const value: number[] = [];
  const baseline: number[] = [];
  for (let run = 0; run < runs; run++) {
    baseline.push(await milliseconds(bare));
    value.push(await milliseconds(certificate));
  }
  const figures = { value: median(value), baseline: median(baseline) };
  return [compared('build-and-sign', 'ms', figures, { sign: '<=', ratio: 1.5 })];
}

async function milliseconds(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
