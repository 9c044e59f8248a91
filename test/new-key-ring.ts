import { randomBytes } from 'node:crypto';
import { firstKeyId, type KeyRing } from '../credential/key-ring.ts';

/** Fresh keys under these ids; the first of them is the current one. */
export function newKeyRing(...ids: string[]): KeyRing {
  const [current = firstKeyId, ...others] = ids;
  return {
    current,
    keys: new Map([current, ...others].map((id) => [id, randomBytes(32)])),
  };
}
