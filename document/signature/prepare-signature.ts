import {
  PDFArray,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRef,
  PDFString,
} from 'pdf-lib';
import { pdfDate } from '../pdf/pdf-file.ts';
import { openPdf, type PdfReader, UnreadablePdf } from '../pdf/pdf-reader.ts';
import { documentDigest, emptyContents, fillByteRange, findHole } from './placeholder.ts';
import { signedAttributes } from './signed-attributes.ts';

export type SignatureToPrepare = {
  /** The signer's certificate, DER. */
  certificate: Uint8Array;
  name: string;
  reason: string;
  location: string;
  /** ISO 8601 instant that the signature dictionary claims; the time stamp is the proof. */
  signingTime: string;
};

export type PreparedSignature = {
  /** The PDF with a signature field whose contents are still zeros. */
  prepared: Uint8Array;
  /** SHA-256 of the signed byte range. */
  documentDigest: Uint8Array;
  /** DER SET OF (tag 0x31) over which the signer's RSA-SHA256 signature is made. */
  signedAttributes: Uint8Array;
};

/**
 * Adds a certifying signature field (DocMDP, P=2) as an incremental update, ready to be signed.
 * Throws `UnreadablePdf` when the PDF has a form or a signature already.
 */
export function prepareSignature(
  pdf: Uint8Array,
  signature: SignatureToPrepare,
): PreparedSignature {
  const prepared = Buffer.concat([pdf, incrementalUpdate(pdf, signature)]);
  fillByteRange(prepared);
  const hole = findHole(prepared);
  if (!hole) throw new UnreadablePdf('the document has a signature already');
  const digest = documentDigest(prepared, hole);
  return {
    prepared,
    documentDigest: digest,
    signedAttributes: signedAttributes(digest, signature.certificate),
  };
}

function incrementalUpdate(pdf: Uint8Array, signature: SignatureToPrepare): Buffer {
  const reader = openPdf(pdf);
  const root = reader.trailer.get(PDFName.of('Root'));
  const catalog = reader.dictionary(root);
  const page = firstPage(reader);
  const pageBody = reader.dictionary(page);
  if (!(root instanceof PDFRef) || catalog.has(PDFName.of('AcroForm'))) {
    throw new UnreadablePdf('the document has a form already');
  }
  const signatureRef = PDFRef.of(reader.size);
  const fieldRef = PDFRef.of(reader.size + 1);
  const { context } = catalog;
  catalog.set(PDFName.of('AcroForm'), context.obj({ Fields: [fieldRef], SigFlags: 3 }));
  catalog.set(PDFName.of('Perms'), context.obj({ DocMDP: signatureRef }));
  const annotations = pageBody.get(PDFName.of('Annots'));
  const before = annotations instanceof PDFArray ? annotations.asArray() : [];
  pageBody.set(PDFName.of('Annots'), context.obj([...before, fieldRef]));
  const field = context.obj({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    T: PDFString.of('Officer'),
    V: signatureRef,
    P: page,
    // No area: the officer's signature is drawn on the page, which the signature covers.
    Rect: [0, 0, 0, 0],
    // Printed and locked.
    F: 132,
  });
  return serialize(reader, pdf.length, [
    [root, catalog],
    [page, pageBody],
    [signatureRef, signatureDictionary(signature)],
    [fieldRef, field],
  ]);
}

function firstPage(reader: PdfReader): PDFRef {
  const pages = reader.dictionary(
    reader.dictionary(reader.trailer.get(PDFName.of('Root'))).get(PDFName.of('Pages')),
  );
  const kids = pages.get(PDFName.of('Kids'));
  const first = kids instanceof PDFArray ? kids.get(0) : undefined;
  if (!(first instanceof PDFRef)) throw new UnreadablePdf('the document has no page');
  return first;
}

function signatureDictionary({ name, reason, location, signingTime }: SignatureToPrepare): string {
  const text = (value: string) => PDFHexString.fromText(value).toString();
  return `<< /Type /Sig
/Filter /Adobe.PPKLite
/SubFilter /ETSI.CAdES.detached
${emptyContents}
/Name ${text(name)}
/Reason ${text(reason)}
/Location ${text(location)}
/M (${pdfDate(signingTime)})
/Reference [ << /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P 2 /V /1.2 >> >> ]
>>`;
}

function serialize(
  reader: PdfReader,
  start: number,
  objects: [PDFRef, PDFObject | string][],
): Buffer {
  let body = '\n';
  let table = 'xref\n';
  for (const [ref, object] of objects) {
    table += `${ref.objectNumber} 1\n${String(start + body.length).padStart(10, '0')} 00000 n \n`;
    body += `${ref.objectNumber} 0 obj\n${object.toString()}\nendobj\n`;
  }
  const trailer = reader.trailer.clone();
  trailer.set(PDFName.of('Size'), PDFNumber.of(reader.size + 2));
  trailer.set(PDFName.of('Prev'), PDFNumber.of(reader.crossReferenceAt));
  const at = start + body.length;
  return Buffer.from(`${body}${table}trailer\n${trailer}\nstartxref\n${at}\n%%EOF\n`, 'latin1');
}
