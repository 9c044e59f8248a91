import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { newKeyRing } from '../test/new-key-ring.ts';
import {
  codeHash,
  codeHashes,
  linkText,
  newCode,
  newLinkToken,
  readLink,
} from './one-time-code.ts';
import { hashOfApiToken, newApiToken } from './token.ts';

const keys = newKeyRing();
const of = { purpose: 'registration-mobile', subject: '8f1c0b8e-7b0e-4c58-9d3e-2a4d1f6b7c90' };

describe('a one-time code', () => {
  test('has six digits, zeros in front included', () => {
    const made = Array.from({ length: 3000 }, newCode);
    for (const one of made) expect(one).toMatch(/^\d{6}$/);
    expect(made.some((one) => one.startsWith('0'))).toBe(true);
    expect(new Set(made).size).toBeGreaterThan(2900);
  });

  test('is kept under a key, bound to what it is for', () => {
    const hash = codeHash(keys, { ...of, code: '000123' });
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(codeHash(keys, { ...of, code: '000123' })).toBe(hash);
    expect(codeHash(keys, { ...of, code: '000124' })).not.toBe(hash);
    expect(codeHash(keys, { ...of, purpose: 'mobile-change', code: '000123' })).not.toBe(hash);
    expect(codeHash(newKeyRing(), { ...of, code: '000123' })).not.toBe(hash);
  });

  test('is taken under every key that it may have been made with, the first as it was used before', () => {
    const code = { ...of, code: '000123' };
    const [first, second] = [newKeyRing('first'), newKeyRing('second')];
    const both = { current: 'second', keys: new Map([...second.keys, ...first.keys]) };
    const before = createHmac('sha256', first.keys.get('first') ?? '')
      .update(JSON.stringify(['one-time-code', of.purpose, of.subject, '000123']))
      .digest('hex');
    expect(codeHashes(both, code)).toEqual([codeHash(second, code), codeHash(first, code), before]);
  });

  test('as a link carries whose it is, and nothing else is read as one', () => {
    const token = newLinkToken();
    expect(token).toMatch(/^[\w-]{43}$/);
    const text = linkText(of.subject, token);
    expect(readLink(text)).toEqual({ subject: of.subject, code: token });
    for (const other of ['', token, `${text}x`, `x${text}`, text.replace('.', '/')]) {
      expect(readLink(other)).toBe(null);
    }
  });
});

describe('an API token', () => {
  test('is known by its prefix and kept hashed', () => {
    const token = newApiToken();
    expect(token).toMatch(/^ecoo_[\w-]{43}$/);
    expect(hashOfApiToken(token)).toMatch(/^[0-9a-f]{64}$/);
    expect(hashOfApiToken(`${token}a`)).toBe(null);
    expect(hashOfApiToken(token.slice(5))).toBe(null);
  });
});
