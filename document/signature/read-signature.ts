import { NotDer, same } from './der.ts';
import type { Hole } from './placeholder.ts';
import { readSignedData, type SignedData, writeSignedData } from './signed-data.ts';

/** A signature as it stands in a document. */
export type EmbeddedSignature = {
  data: SignedData;
  /** The CMS, DER. */
  cms: Uint8Array;
};

/** Reads the CMS in a document's hole, hexadecimal and with zeros behind it. Throws `NotDer`. */
export function readSignature(pdf: Uint8Array, hole: Hole): EmbeddedSignature {
  const digits = Buffer.from(pdf.subarray(hole.start, hole.end)).toString('latin1');
  const bytes = Buffer.from(digits, 'hex');
  if (bytes.toString('hex') !== digits) throw new NotDer('the signature is not hexadecimal');
  // Two bytes of length, as a CMS with certificates always has.
  const end = 4 + bytes.readUInt16BE(2);
  const cms = bytes.subarray(0, end);
  if (bytes.subarray(end).some((byte) => byte !== 0)) {
    throw new NotDer('something stands behind the signature');
  }
  return { data: readSignedData(cms), cms };
}

/**
 * Whether the CMS is as `embedSignature` writes it. The document's digest does not cover these
 * bytes, so any freedom in them would let a changed byte pass.
 */
export function isCanonical({ data, cms }: EmbeddedSignature): boolean {
  const { timeStampToken } = data;
  const token = timeStampToken && writeSignedData(readSignedData(timeStampToken));
  return same(writeSignedData({ ...data, timeStampToken: token }), cms);
}

/** Certificates that prove nothing: each one given has to be part of the path. */
export function strayCertificate(data: SignedData, path: readonly Uint8Array[]): boolean {
  return data.certificates.some((one) => !path.some((part) => same(part, one)));
}
