import { createHash, randomBytes } from 'node:crypto';

/** Lets scanners of leaked secrets, and people, know one of ours. */
const prefix = 'ecoo_';
const form = /^ecoo_[A-Za-z0-9_-]{43}$/;

/** A new API token of 256 random bits; shown once, never kept. */
export function newApiToken(): string {
  return prefix + randomBytes(32).toString('base64url');
}

/** What the record keeps of an API token: SHA-256, hex. null when the text is none of ours. */
export function hashOfApiToken(text: string): string | null {
  return form.test(text) ? createHash('sha256').update(text).digest('hex') : null;
}
