import { createHash } from 'node:crypto';

/** Room for a CMS with three certificates and a time stamp, several times over. */
export const placeholderBytes = 16_384;

/** Where the one signature's contents stand: the hexadecimal digits between the brackets. */
export type Hole = { start: number; end: number };

const numberWidth = 10;
const number = (value: number) => String(value).padStart(numberWidth);
const byteRange = (before: number, after: number, length: number) =>
  `/ByteRange [0 ${number(before)} ${number(after)} ${number(length)}]`;

/** The two entries of a signature dictionary that are filled in later; same length for ever. */
export const emptyContents = `${byteRange(0, 0, 0)}\n/Contents <${'0'.repeat(placeholderBytes * 2)}>`;

/** Writes the byte range, now that the file has its length. Changes `pdf`. */
export function fillByteRange(pdf: Buffer): void {
  const at = pdf.lastIndexOf(byteRange(0, 0, 0));
  const hole = holeAfter(pdf, at);
  pdf.write(byteRange(hole.start - 1, hole.end + 1, pdf.length - hole.end - 1), at, 'latin1');
}

function holeAfter(pdf: Buffer, at: number): Hole {
  const start = pdf.indexOf('/Contents <', at) + '/Contents <'.length;
  return { start, end: pdf.indexOf('>', start) };
}

/**
 * The hole of a document that one signature covers from the first byte to the last: exactly one
 * byte range, spelled as this room spells it, around exactly one hole. null otherwise.
 */
export function findHole(bytes: Uint8Array): Hole | null {
  const pdf = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = pdf.indexOf('/ByteRange');
  if (at < 0 || pdf.indexOf('/ByteRange', at + 1) >= 0) return null;
  const hole = holeAfter(pdf, at);
  if (hole.end - hole.start !== placeholderBytes * 2) return null;
  const expected = `${byteRange(hole.start - 1, hole.end + 1, pdf.length - hole.end - 1)}\n/Contents <`;
  return pdf.toString('latin1', at, hole.start) === expected ? hole : null;
}

/** The signed bytes: everything but the hole and its brackets. */
export function signedParts(pdf: Uint8Array, hole: Hole): [Uint8Array, Uint8Array] {
  return [pdf.subarray(0, hole.start - 1), pdf.subarray(hole.end + 1)];
}

export function documentDigest(pdf: Uint8Array, hole: Hole): Buffer {
  const [before, after] = signedParts(pdf, hole);
  return createHash('sha256').update(before).update(after).digest();
}
