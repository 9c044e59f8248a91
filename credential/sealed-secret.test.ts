import { createCipheriv, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { newKeyRing } from '../test/new-key-ring.ts';
import type { KeyRing } from './key-ring.ts';
import { keyIdOf, openSecret, resealed, sealSecret } from './sealed-secret.ts';

const both = newKeyRing('second', 'first');
const only = (id: string): KeyRing => ({
  current: id,
  keys: new Map([...both.keys].filter(([known]) => known === id)),
});
const owner = 'office/EIC-MUMBAI/merchant/EICMUM';

/** A text as it was sealed before keys had ids. */
function sealedBefore(secret: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', both.keys.get('first') ?? '', nonce);
  const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64');
}

describe('a sealed secret', () => {
  test('names its key and opens under that alone, whichever is current', () => {
    const sealed = sealSecret('ключ', both, owner);
    expect([sealed.startsWith('second:'), keyIdOf(sealed)]).toEqual([true, 'second']);
    expect(openSecret(sealed, { ...both, current: 'first' }, owner)).toBe('ключ');
    expect(() => openSecret(sealed, only('first'), owner)).toThrow(
      'sealed under the key "second", which is not among the master keys',
    );
    const other = { current: 'second', keys: new Map([['second', randomBytes(32)]]) };
    expect(() => openSecret(sealed, other, owner)).toThrow(/does not open under the key "second"/);
  });

  test('opens for what it belongs to alone, and never under another key’s name', () => {
    const sealed = sealSecret('key', both, owner);
    expect(() => openSecret(sealed, both, owner.replace('MUMBAI', 'DELHI'))).toThrow(/moved/);
    expect(() => openSecret(sealed.replace('second:', 'first:'), both, owner)).toThrow(/moved/);
    expect(() => openSecret(sealed.replace('second:', ''), both, owner)).toThrow(/moved/);
  });

  test('does not open once it was changed or shortened', () => {
    const sealed = sealSecret('key', both, owner);
    const place = sealed.length - 5;
    const flipped = sealed[place] === 'A' ? 'B' : 'A';
    const changed = `${sealed.slice(0, place)}${flipped}${sealed.slice(place + 1)}`;
    for (const text of [sealed.slice(0, 12), changed, '', 'x']) {
      expect(() => openSecret(text, both, owner)).toThrow(/does not open/);
    }
  });

  test('from before keys had ids opens under the first key, and not without it', () => {
    const sealed = sealedBefore('key');
    expect([keyIdOf(sealed), openSecret(sealed, both, owner)]).toEqual(['first', 'key']);
    expect(() => openSecret(sealed, only('second'), owner)).toThrow(/under the key "first"/);
  });

  test('is sealed anew where it is not under the current key, and left alone where it is', () => {
    for (const old of [sealedBefore('key'), sealSecret('key', only('first'), owner)]) {
      const anew = resealed(old, both, owner);
      expect([keyIdOf(anew), openSecret(anew, only('second'), owner)]).toEqual(['second', 'key']);
      expect(resealed(anew, both, owner)).toBe(anew);
    }
    const withoutId = resealed(sealedBefore('key'), only('first'), owner);
    expect(withoutId.startsWith('first:')).toBe(true);
  });
});
