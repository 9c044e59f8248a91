const bitsEach = 16;
const mostBits = 2 ** 28;
const hashes = 4;

/**
 * Remembers texts in two bytes each, by a Bloom filter for so many of them: whether one may have come
 * before. Never no for one that did; yes for about one in four hundred that did not.
 */
export function openRecollection(expected: number): (text: string) => boolean {
  const size = 2 ** Math.ceil(Math.log2(Math.max(1024, expected * bitsEach)));
  const bits = new Uint32Array(Math.min(size, mostBits) / 32);
  const mask = Math.min(size, mostBits) - 1;
  return (text) => {
    // FNV-1a, and a second hash from the same steps.
    let [one, other] = [0x811c9dc5, 0];
    for (let at = 0; at < text.length; at += 1) {
      one = Math.imul(one ^ text.charCodeAt(at), 0x01000193);
      other = (Math.imul(other, 31) + text.charCodeAt(at)) | 0;
    }
    let isKnown = true;
    for (let time = 0; time < hashes; time += 1) {
      const bit = (one + Math.imul(time, other | 1)) & mask;
      const word = bits[bit >>> 5] as number;
      if ((word & (1 << (bit & 31))) === 0) {
        isKnown = false;
        bits[bit >>> 5] = word | (1 << (bit & 31));
      }
    }
    return isKnown;
  };
}
