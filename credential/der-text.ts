import { type Element, elements, NotDer } from '../document/signature/der.ts';

const constructed = 0x20;
const octetString = 0x04;
const deepest = 8;

const strict = (encoding: string) => (bytes: Uint8Array) => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new NotDer('a text is not in its own encoding');
  }
};
const ascii = (bytes: Uint8Array) => {
  if (bytes.some((byte) => byte > 0x7e)) throw new NotDer('a text is not in its own encoding');
  return Buffer.from(bytes).toString('latin1');
};

/** The string types of X.680 that certificates use, by tag. */
const decoders: Record<number, (bytes: Uint8Array) => string> = {
  12: strict('utf-8'),
  18: ascii,
  19: ascii,
  20: (bytes) => Buffer.from(bytes).toString('latin1'),
  22: ascii,
  26: ascii,
  30: strict('utf-16be'),
};

/** What a string element says; null for other elements. Throws `NotDer` for a broken text. */
export function stringOf({ tag, content }: Element): string | null {
  return decoders[tag]?.(content) ?? null;
}

/**
 * Every text within the value of an extension, in order, whichever way it is nested. A value that
 * is no DER but plain ASCII, as some authorities write their own, is a text itself.
 */
export function textsIn(value: Uint8Array, depth = 0): string[] {
  let parts: Element[];
  try {
    parts = elements(value);
  } catch {
    return plain(value);
  }
  if (depth > deepest) throw new NotDer('an extension is nested too deeply');
  return parts.flatMap((element) => {
    const text = stringOf(element);
    if (text !== null) return [text];
    if (element.tag & constructed) return textsIn(element.content, depth + 1);
    if (element.tag === octetString) return textsIn(element.content, depth + 1);
    // Names in alternative names are primitive and tagged by context: IA5String within.
    return element.tag >= 0x80 ? plain(element.content) : [];
  });
}

function plain(bytes: Uint8Array): string[] {
  const isText = bytes.length > 0 && bytes.every((byte) => byte >= 0x20 && byte <= 0x7e);
  return isText ? [Buffer.from(bytes).toString('latin1')] : [];
}

/** An object identifier's content in dotted form. */
export function dottedOid(content: Uint8Array): string {
  const arcs: bigint[] = [];
  let arc = 0n;
  for (const byte of content) {
    arc = (arc << 7n) | BigInt(byte & 0x7f);
    if (byte & 0x80) continue;
    arcs.push(arc);
    arc = 0n;
  }
  const [head = 0n, ...rest] = arcs;
  const first = head < 80n ? head / 40n : 2n;
  return [first, head - first * 40n, ...rest].join('.');
}
