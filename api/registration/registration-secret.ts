import { createHash, createHmac } from 'node:crypto';
import type { Request } from 'express';
import { type KeyRing, macKeys } from '../../credential/key-ring.ts';
import type { Database } from '../../db/database.ts';
import {
  findRegistration,
  type RegistrationRow,
} from '../../db/queries/registration/registration.ts';
import { rawBodyOf } from '../middleware/raw-body.ts';

const form = /^Bearer (ecor_[A-Za-z0-9_-]{43})$/;

const purpose = 'registration';

const derived = (key: Uint8Array, ...parts: string[]) =>
  createHmac('sha256', key).update(JSON.stringify(parts)).digest();

function idFrom(hex: string): string {
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/**
 * The id that a request to begin leads to: the same for a repeat with the same key and body, so that
 * a repeat reaches the same registration though nobody has signed in, and though the master key has
 * changed between. Others do not come upon it: the body holds the id of a question that only its
 * asker knows.
 */
export async function registrationIdOf(
  { database, masterKeys }: { database: Database; masterKeys: KeyRing },
  request: Request,
  key: string,
): Promise<string> {
  const body = createHash('sha256').update(rawBodyOf(request)).digest('hex');
  const under = (one: Uint8Array) =>
    idFrom(derived(one, 'registration', key, body).toString('hex'));
  const [current, ...others] = macKeys(masterKeys, purpose);
  for (const id of others.map(under)) {
    if (await findRegistration(database, id)) return id;
  }
  return under(current);
}

const secretUnder = (key: Uint8Array, registrationId: string) =>
  `ecor_${derived(key, 'registration-secret', registrationId).toString('base64url')}`;

/** The secret by which a new registration's applicant comes back; kept nowhere, so that a leak of the record opens nothing. */
export const newRegistrationSecret = (masterKeys: KeyRing, registrationId: string): string =>
  secretUnder(macKeys(masterKeys, purpose)[0], registrationId);

/** The secret that was made for a registration. Throws when it was under a key that is not known any more. */
export function registrationSecret(
  masterKeys: KeyRing,
  { id, secretHash }: Pick<RegistrationRow, 'id' | 'secretHash'>,
): string {
  const secrets = macKeys(masterKeys, purpose).map((key) => secretUnder(key, id));
  const own = secrets.find((secret) => hashOfSecret(secret) === secretHash);
  if (own) return own;
  throw new Error(`the secret of registration ${id} is under a key that is not known any more`);
}

/** What the record keeps of a secret. */
export const hashOfSecret = (secret: string) => createHash('sha256').update(secret).digest('hex');

/** The hash of the secret that a request carries; null when it carries none of ours. */
export function secretHashOf(request: Request): string | null {
  const secret = form.exec(request.get('authorization') ?? '')?.[1];
  return secret ? hashOfSecret(secret) : null;
}
