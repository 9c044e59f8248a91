import { createHmac, randomBytes, randomInt } from 'node:crypto';
import { type KeyRing, macKeys } from './key-ring.ts';

/** Six digits for a telephone: enough with few tries and a short life, which `putCode` is told. */
export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}

/** 256 random bits for a mailed link. */
export function newLinkToken(): string {
  return randomBytes(32).toString('base64url');
}

type Code = { purpose: string; subject: string; code: string };

/**
 * What the record may have kept of a code: HMAC-SHA256, for six digits alone could be found from a
 * bare hash by trying them all; bound to purpose and subject. Under the current key first, then under
 * each other that is known.
 */
export function codeHashes(
  masterKeys: KeyRing,
  { purpose, subject, code }: Code,
): [string, ...string[]] {
  const text = JSON.stringify(['one-time-code', purpose, subject.toLowerCase(), code]);
  const under = (key: Uint8Array) => createHmac('sha256', key).update(text).digest('hex');
  const [current, ...others] = macKeys(masterKeys, 'one-time-code');
  return [under(current), ...others.map(under)];
}

/** What the record keeps of a new code. */
export const codeHash = (masterKeys: KeyRing, code: Code): string =>
  codeHashes(masterKeys, code)[0];

const linkForm = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([A-Za-z0-9_-]{43})$/;

/** The text in a link's address: whose it is, and the secret. */
export const linkText = (subject: string, token: string): string => `${subject}.${token}`;

/** Reads what `linkText` wrote; null for any other text. */
export function readLink(text: string): { subject: string; code: string } | null {
  const [, subject, code] = linkForm.exec(text) ?? [];
  return subject && code ? { subject, code } : null;
}
