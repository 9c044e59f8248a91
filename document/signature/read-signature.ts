import { elements, NotDer, same } from './der.ts';
import type { Hole } from './placeholder.ts';
import { readSignedData, type SignedData, writeSignedData } from './signed-data.ts';

/**
 * The signature that stands in a document's hole, if every byte there is as `embedSignature` writes
 * it: lower-case digits, the canonical CMS, zeros to the end. The document's digest does not cover
 * these bytes, so any freedom in them would let a changed byte pass. Throws `NotDer`.
 */
export function readSignature(pdf: Uint8Array, hole: Hole): SignedData {
  const digits = Buffer.from(pdf.subarray(hole.start, hole.end)).toString('latin1');
  const bytes = Buffer.from(digits, 'hex');
  if (bytes.toString('hex') !== digits) throw new NotDer('the signature is not hexadecimal');
  const length = 4 + bytes.readUInt16BE(2);
  const cms = bytes.subarray(0, length);
  if (bytes.subarray(length).some((byte) => byte !== 0)) {
    throw new NotDer('something stands behind the signature');
  }
  if (elements(cms).length !== 1) throw new NotDer('the signature is not one element');
  const data = readSignedData(cms);
  const written = writeSignedData({
    ...data,
    timeStampToken: data.timeStampToken && writeSignedData(readSignedData(data.timeStampToken)),
  });
  if (!same(written, cms)) throw new NotDer('the signature is not in its canonical form');
  return data;
}

/** Certificates that prove nothing: each one given has to be part of the path. */
export function strayCertificate(data: SignedData, path: readonly Uint8Array[]): boolean {
  return data.certificates.some((one) => !path.some((part) => same(part, one)));
}
