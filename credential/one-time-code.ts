import { createHmac, randomBytes, randomInt } from 'node:crypto';

/** Six digits for a telephone: enough with few tries and a short life, which `putCode` is told. */
export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}

/** 256 random bits for a mailed link. */
export function newLinkToken(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * What the record keeps of a code: HMAC-SHA256 under the master key, for six digits alone could be
 * found from a bare hash by trying them all. It is bound to purpose and subject.
 */
export function codeHash(
  masterKey: Uint8Array,
  { purpose, subject, code }: { purpose: string; subject: string; code: string },
): string {
  return createHmac('sha256', masterKey)
    .update(JSON.stringify(['one-time-code', purpose, subject.toLowerCase(), code]))
    .digest('hex');
}

const linkForm = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([A-Za-z0-9_-]{43})$/;

/** The text in a link's address: whose it is, and the secret. */
export const linkText = (subject: string, token: string): string => `${subject}.${token}`;

/** Reads what `linkText` wrote; null for any other text. */
export function readLink(text: string): { subject: string; code: string } | null {
  const [, subject, code] = linkForm.exec(text) ?? [];
  return subject && code ? { subject, code } : null;
}
