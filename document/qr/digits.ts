/**
 * Bytes as decimal digits: QR codes pack digits at 3.3 bits each, so this costs no more than binary,
 * and digits need no escaping in an address, which base45's blank and percent sign do. A leading
 * byte of one keeps leading zeros.
 */
export function toDigits(bytes: Uint8Array): string {
  return BigInt(`0x01${Buffer.from(bytes).toString('hex')}`).toString(10);
}

/** The bytes, or null when these are not digits that `toDigits` writes. */
export function fromDigits(digits: string): Uint8Array | null {
  if (!/^[1-9]\d{0,4999}$/.test(digits)) return null;
  const hex = BigInt(digits).toString(16);
  // The leading byte 01 is written by BigInt as a single digit.
  if (hex.length % 2 !== 1 || !hex.startsWith('1')) return null;
  return new Uint8Array(Buffer.from(hex.slice(1), 'hex'));
}
