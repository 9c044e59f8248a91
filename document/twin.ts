import { inflateSync } from 'node:zlib';
import { PDFArray, PDFDict, PDFHexString, PDFName, PDFRawStream, PDFRef, PDFString } from 'pdf-lib';
import { canonicalJson } from '../domain/certificate/canonical.ts';
import type { CertificateContent } from '../domain/certificate/certificate.ts';
import { openPdf, type PdfReader, UnreadablePdf } from './pdf/pdf-reader.ts';

/** The attachment that says for machines what the certificate says for people. */
export const twinName = 'certificate.json';

const largestTwin = 16 * 1024 * 1024;

/** What a certificate's file carries beside its pages. */
export type Carried = {
  content: CertificateContent;
  /** The text of the QR code, from the link that lies over it; null when there is none. */
  qrText: string | null;
};

/**
 * Reads attachment and link. Meant for a file whose signature was found good: the content's form is
 * then what the issuing service wrote. Throws `UnreadablePdf` or a SyntaxError.
 */
export function readCarried(pdf: Uint8Array): Carried {
  const reader = openPdf(pdf);
  const catalog = reader.dictionary(reader.trailer.get(PDFName.of('Root')));
  const json = readTwin(reader, catalog);
  const content: CertificateContent = JSON.parse(json);
  if (canonicalJson(content) !== json) throw new UnreadablePdf('the attachment is not canonical');
  return { content, qrText: readLink(reader, catalog) };
}

function readTwin(reader: PdfReader, catalog: PDFDict): string {
  const files = catalog.get(PDFName.of('AF'));
  const file = reader.dictionary(files instanceof PDFArray ? files.get(0) : undefined);
  const embedded = reader.dictionary(file.get(PDFName.of('EF'))).get(PDFName.of('F'));
  const stream = embedded instanceof PDFRef ? reader.object(embedded) : undefined;
  if (textOf(file.get(PDFName.of('UF'))) !== twinName || !(stream instanceof PDFRawStream)) {
    throw new UnreadablePdf(`there is no attachment ${twinName}`);
  }
  return inflateSync(stream.contents, { maxOutputLength: largestTwin }).toString('utf8');
}

function readLink(reader: PdfReader, catalog: PDFDict): string | null {
  const kids = reader.dictionary(catalog.get(PDFName.of('Pages'))).get(PDFName.of('Kids'));
  const page = reader.dictionary(kids instanceof PDFArray ? kids.get(0) : undefined);
  const annotations = page.get(PDFName.of('Annots'));
  for (const ref of annotations instanceof PDFArray ? annotations.asArray() : []) {
    const action = reader.dictionary(ref).get(PDFName.of('A'));
    if (action instanceof PDFDict) return textOf(action.get(PDFName.of('URI')));
  }
  return null;
}

function textOf(value: unknown): string | null {
  return value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : null;
}
