import { createHash, createHmac } from 'node:crypto';
import type { Request } from 'express';
import { rawBodyOf } from '../middleware/raw-body.ts';

const form = /^Bearer (ecor_[A-Za-z0-9_-]{43})$/;

const derived = (masterKey: Uint8Array, ...parts: string[]) =>
  createHmac('sha256', masterKey).update(JSON.stringify(parts)).digest();

/**
 * The id that a request to begin leads to: the same for a repeat with the same key and body, so that
 * a repeat reaches the same registration though nobody has signed in. Others do not come upon it:
 * the body holds the id of a question that only its asker knows.
 */
export function registrationIdOf(masterKey: Uint8Array, request: Request, key: string): string {
  const body = createHash('sha256').update(rawBodyOf(request)).digest('hex');
  const hex = derived(masterKey, 'registration', key, body).toString('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** The secret by which the applicant comes back; nowhere kept, so that a leak of the record opens nothing. */
export const registrationSecret = (masterKey: Uint8Array, registrationId: string) =>
  `ecor_${derived(masterKey, 'registration-secret', registrationId).toString('base64url')}`;

/** What the record keeps of a secret. */
export const hashOfSecret = (secret: string) => createHash('sha256').update(secret).digest('hex');

/** The hash of the secret that a request carries; null when it carries none of ours. */
export function secretHashOf(request: Request): string | null {
  const secret = form.exec(request.get('authorization') ?? '')?.[1];
  return secret ? hashOfSecret(secret) : null;
}
