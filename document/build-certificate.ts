import { canonicalJson } from '../domain/certificate/canonical.ts';
import type { CertificateContent } from '../domain/certificate/certificate.ts';
import { compose } from './form/compose.ts';
import type { CopyMark, Edition } from './form/form.ts';
import { formOf } from './form/forms.ts';
import { makeLettering } from './pdf/lettering.ts';
import { writePdf } from './pdf/pdf-file.ts';
import { type RasterImage, rasterImage } from './pdf/raster-image.ts';
import { qrModules } from './qr/modules.ts';
import { twinName } from './twin.ts';

export type CertificateToBuild = {
  content: CertificateContent;
  /** What the QR code says; made by `encodeQr`. */
  qrText: string;
  /** PNG with transparency, as `removeBackground` makes it; null leaves the place empty. */
  stamp: Uint8Array | null;
  signatureImage: Uint8Array | null;
  /** On a true copy, where the signature image is its maker's; null or left out on an original. */
  copy?: CopyMark | null;
  /** Left out: electronic. */
  edition?: Edition;
  /** A word across each page that says it is no certificate; left out for certificates. */
  overprint?: string;
  /** ISO 8601 instant; the document's creation date. */
  createdAt: string;
};

/**
 * The unsigned PDF/A-3u. The same input gives the same bytes. Throws `UnprintableText` for letters
 * that the font does not have and a RangeError for a scheme without a form.
 */
export async function buildCertificate(input: CertificateToBuild): Promise<Uint8Array> {
  const { content } = input;
  const form = formOf(content.scheme);
  const lettering = makeLettering();
  const stamp = input.stamp && (await rasterImage(input.stamp));
  const edition = input.edition ?? 'electronic';
  const picture = edition === 'electronic' ? input.signatureImage : null;
  const signatureImage = picture && (await rasterImage(picture));
  const board = {
    lettering,
    form,
    content,
    qr: qrModules(input.qrText),
    verifyAt: input.qrText.split('#')[0] ?? '',
    stamp,
    signatureImage,
    edition,
    copy: input.copy ?? null,
    overprint: input.overprint ?? null,
  };
  const images = new Map<string, RasterImage>();
  if (stamp) images.set('Stamp', stamp);
  if (signatureImage) images.set('Signature', signatureImage);
  return writePdf({
    pages: compose(board, input.qrText),
    fonts: lettering.alphabets(),
    images,
    attachment: {
      name: twinName,
      description: 'Machine-readable content of this certificate',
      type: 'application/json',
      bytes: Buffer.from(canonicalJson(content)),
    },
    description: {
      title: [`${form.title}: ${content.number}`, ...(input.copy ? [input.copy.words] : [])].join(
        ', ',
      ),
      author: content.agency.name,
      subject: content.schemeName,
      createdAt: input.createdAt,
    },
  });
}
