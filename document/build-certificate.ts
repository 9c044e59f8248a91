import type { CertificateContent } from '../domain/certificate/certificate.ts';

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
export async function buildCertificate(_input: CertificateToBuild): Promise<Uint8Array> {
  throw new Error('not built yet');
}
