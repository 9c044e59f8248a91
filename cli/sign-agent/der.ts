/** One element of DER: its tag byte, what is in it, and the whole. */
export interface DerElement {
  tag: number;
  content: Uint8Array;
}

export const TAG = {
  octetString: 0x04,
  objectIdentifier: 0x06,
  sequence: 0x30,
  set: 0x31,
} as const;

/**
 * Splits bytes into the elements they consist of, wholly and in the one way DER allows; null where
 * they are anything else. Stricter than BER libraries, which let the same content be written in
 * several ways: what is signed must have one reading.
 */
export function derElements(bytes: Uint8Array): DerElement[] | null {
  const elements: DerElement[] = [];
  let position = 0;
  while (position < bytes.length) {
    const tag = bytes[position] ?? 0;
    const length = readLength(bytes, position + 1);
    if (length === null) return null;
    const end = length.start + length.value;
    if (end > bytes.length) return null;
    elements.push({ tag, content: bytes.subarray(length.start, end) });
    position = end;
  }
  return elements;
}

/** The elements inside one that must bear this tag; null otherwise. */
export function derChildren(element: DerElement | undefined, tag: number): DerElement[] | null {
  return element?.tag === tag ? derElements(element.content) : null;
}

/** A length in its shortest form, up to 65535. */
function readLength(bytes: Uint8Array, at: number): { value: number; start: number } | null {
  const first = bytes[at];
  if (first === undefined) return null;
  if (first < 0x80) return { value: first, start: at + 1 };
  const [high = 0, low = 0] = first === 0x82 ? bytes.subarray(at + 1, at + 3) : [0, bytes[at + 1]];
  const value = high * 256 + low;
  if (first === 0x81 && value >= 0x80) return { value, start: at + 2 };
  if (first === 0x82 && value >= 0x100) return { value, start: at + 3 };
  return null;
}
