import { join } from 'node:path';
import { type KeyRing, parseKeyRing, readKeys } from '../credential/key-ring.ts';

/** The current key encrypts; the others only decrypt what was written before a rotation. */
export type PayloadKeys = KeyRing;

/** Reads `payload-keys.json`: `{ current, keys: { id: base64 of 32 bytes } }`. */
export const readPayloadKeys = (secretsDir: string): Promise<PayloadKeys> =>
  readKeys(join(secretsDir, 'payload-keys.json'), parseKeyRing);
