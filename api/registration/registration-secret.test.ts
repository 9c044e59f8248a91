import { createHmac, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { KeyRing } from '../../credential/key-ring.ts';
import { newKeyRing } from '../../test/new-key-ring.ts';
import { hashOfSecret, newRegistrationSecret, registrationSecret } from './registration-secret.ts';

const both = newKeyRing('second', 'first');
const only = (id: string): KeyRing => ({
  current: id,
  keys: new Map([...both.keys].filter(([known]) => known === id)),
});

test('a registration keeps its secret when the master key changes, while the old one is known', () => {
  const id = randomUUID();
  const secret = newRegistrationSecret(only('first'), id);
  const row = { id, secretHash: hashOfSecret(secret) };
  expect(registrationSecret(both, row)).toBe(secret);
  expect(newRegistrationSecret(both, id)).not.toBe(secret);
  expect(() => registrationSecret(only('second'), row)).toThrow('a key that is not known any more');
});

test('a secret from before keys had purposes is found under the first key', () => {
  const id = randomUUID();
  const before = createHmac('sha256', both.keys.get('first') ?? '')
    .update(JSON.stringify(['registration-secret', id]))
    .digest('base64url');
  const row = { id, secretHash: hashOfSecret(`ecor_${before}`) };
  expect(registrationSecret(both, row)).toBe(`ecor_${before}`);
});
