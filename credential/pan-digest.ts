import { createHash } from 'node:crypto';

/**
 * SHA-256 of a PAN in capitals, hexadecimal: Indian authorities put it into the subject's
 * serialNumber in place of the PAN (CCA Interoperability Guidelines).
 */
export function panDigest(pan: string): string {
  return createHash('sha256').update(pan.toUpperCase()).digest('hex');
}
