/**
 * DER (X.690), strictly: a reader that took BER's other spellings of the same value would let a
 * changed byte of a certificate pass unseen. That is why this is not left to a lenient library.
 */
export class NotDer extends Error {
  override name = 'NotDer';
}

/** One element; `bytes` with its header, `content` without. */
export type Element = { tag: number; content: Uint8Array; bytes: Uint8Array };

export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8String: 0x0c,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Tag of a constructed context-specific element, `[n]`. */
export const contextTag = (n: number) => 0xa0 | n;

export function encode(tag: number, ...parts: Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  if (content.length < 128) return Buffer.concat([Buffer.from([tag, content.length]), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const significant = length.subarray(length.findIndex((byte) => byte !== 0));
  const header = Buffer.from([tag, 0x80 | significant.length]);
  return Buffer.concat([header, significant, content]);
}

export const sequence = (...parts: Uint8Array[]) => encode(tags.sequence, ...parts);
export const octets = (bytes: Uint8Array) => encode(tags.octetString, bytes);
export const nothing = () => encode(tags.null);

/** SET OF: DER sorts the members by their encodings. */
export const setOf = (...parts: Uint8Array[]) => encode(tags.set, ...parts.sort(Buffer.compare));

/** A non-negative integer from its big-endian bytes. */
export function integer(bytes: Uint8Array | number): Buffer {
  const value = typeof bytes === 'number' ? Uint8Array.of(bytes) : bytes;
  const first = value.findIndex((byte) => byte !== 0);
  const significant = first < 0 ? Uint8Array.of(0) : value.subarray(first);
  const positive = (significant[0] ?? 0) < 0x80 ? [] : [Uint8Array.of(0)];
  return encode(tags.integer, ...positive, significant);
}

/** An object identifier in dotted form. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((arc) => {
    const groups = [arc & 0x7f];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) {
      groups.unshift(0x80 | (left & 0x7f));
    }
    return groups;
  });
  return encode(tags.oid, Uint8Array.from(bytes));
}

/** Every element of a constructed content. Throws `NotDer`. */
export function elements(content: Uint8Array): Element[] {
  const found: Element[] = [];
  for (let at = 0; at < content.length; ) {
    const element = elementAt(content, at);
    found.push(element);
    at += element.bytes.length;
  }
  return found;
}

/** The one element that these bytes are, of the tag expected. Throws `NotDer`. */
export function only(bytes: Uint8Array, tag: number): Element {
  const [element, ...more] = elements(bytes);
  if (!element || more.length > 0 || element.tag !== tag) {
    throw new NotDer(`one element of tag 0x${tag.toString(16)} was expected`);
  }
  return element;
}

function elementAt(bytes: Uint8Array, at: number): Element {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined) throw new NotDer('the data ends too early');
  if ((tag & 0x1f) === 0x1f) throw new NotDer('tags above 30 are not used here');
  let length = first;
  let header = 2;
  if (first >= 0x80) {
    const count = first & 0x7f;
    if (count === 0 || count > 4) throw new NotDer('a length is indefinite or too long');
    header += count;
    length = 0;
    for (let i = 2; i < header; i++) length = length * 256 + (bytes[at + i] ?? 0);
    if (length < 128 || length < 256 ** (count - 1)) throw new NotDer('a length is not minimal');
  }
  const end = at + header + length;
  if (end > bytes.length) throw new NotDer('the data ends too early');
  return { tag, content: bytes.subarray(at + header, end), bytes: bytes.subarray(at, end) };
}

/** Whether two byte strings are the same. */
export function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
