import { canonicalJson } from '../domain/certificate/canonical.ts';
import type { CertificateContent } from '../domain/certificate/certificate.ts';
import { makeCanvas } from './pdf/canvas.ts';
import { makeLettering } from './pdf/lettering.ts';
import { writePdf } from './pdf/pdf-file.ts';

export type CertificateToBuild = {
  content: CertificateContent;
  /** What the QR code says; made by `encodeQr`. */
  qrText: string;
  /** PNG with transparency, as `removeBackground` makes it; null leaves the place empty. */
  stamp: Uint8Array | null;
  signatureImage: Uint8Array | null;
  /** ISO 8601 instant; the document's creation date. */
  createdAt: string;
};

/** The unsigned PDF/A-3u. The same input gives the same bytes. */
export async function buildCertificate(input: CertificateToBuild): Promise<Uint8Array> {
  const { content } = input;
  const lettering = await makeLettering();
  const canvas = makeCanvas(lettering);
  const style = { size: 10, weight: 'regular', colour: [0, 0, 0] } as const;
  canvas.text(`${content.schemeName} ${content.number} क्षेत्र प्रमाण पत्र Köln`, 50, 50, style);
  return writePdf({
    pages: [
      {
        operators: canvas.operators(),
        links: [{ area: { x: 50, y: 50, width: 50, height: 50 }, target: input.qrText }],
      },
    ],
    fonts: await lettering.alphabets(),
    images: new Map(),
    attachment: {
      name: 'certificate.json',
      description: 'Machine-readable content of this certificate',
      type: 'application/json',
      bytes: Buffer.from(canonicalJson(content)),
    },
    description: {
      title: `Certificate of Origin ${content.number}`,
      author: content.agency.name,
      subject: content.schemeName,
      createdAt: input.createdAt,
    },
  });
}
