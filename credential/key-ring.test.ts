import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { newKeyRing } from '../test/new-key-ring.ts';
import { keyFor, macKeys, parseKeyRing, readMasterKeys, requireKnown } from './key-ring.ts';

const folder = mkdtempSync(join(tmpdir(), 'keys-'));
afterAll(() => rmSync(folder, { recursive: true }));
const one = Buffer.alloc(32, 1).toString('base64');
const two = Buffer.alloc(32, 2).toString('base64');
const short = Buffer.alloc(31, 1).toString('base64');
const ring = (current: string, keys: object) => JSON.stringify({ current, keys });

/** What the file `master-key` with this text is read as. */
function read(text: string) {
  writeFileSync(join(folder, 'master-key'), text);
  return readMasterKeys(folder);
}

describe('the file master-key', () => {
  test('holds one key, which is called `first`', async () => {
    const { current, keys } = await read(`${one}\n`);
    expect([current, [...keys]]).toEqual(['first', [['first', Buffer.alloc(32, 1)]]]);
  });

  test('or several, of which one is current', async () => {
    const { current, keys } = await read(ring('2026-12', { first: one, '2026-12': two }));
    expect([current, [...keys.keys()]]).toEqual(['2026-12', ['first', '2026-12']]);
  });

  const refused: [what: string, text: string, words: RegExp][] = [
    ['is empty', '', /the key "first" must be 32 bytes in base64/],
    ['holds a short key', short, /the key "first" must be 32 bytes/],
    ['holds more than a key', `${one}${one}`, /the key "first" must be 32 bytes/],
    ['is cut off', ring('first', { first: one }).slice(0, -1), /this is not JSON/],
    ['holds no keys', ring('first', {}), /"current" must name one of the keys/],
    ['names none as current', JSON.stringify({ keys: { first: one } }), /"current" must name one/],
    ['names a current key that is not there', ring('b', { a: one }), /"current" must name one/],
    ['holds a short key among others', ring('a', { a: one, b: short }), /the key "b" must be/],
    ['holds a key that is no text', ring('a', { a: 7 }), /the key "a" must be/],
    ['holds one key under two ids', ring('a', { a: one, b: one }), /two ids have the same key/],
    ['holds an id that is none', ring('a:b', { 'a:b': one }), /the id of a key is at most 64/],
    ['holds an id twice', `{"current":"a","keys":{"a":"${one}","a":"${two}"}}`, /"a" stands twice/],
  ];
  test.each(refused)('is refused when it %s, without a word of any key', async (_, text, words) => {
    const error = await read(text).catch((caught: unknown) => caught);
    expect(String(error)).toMatch(words);
    expect(String(error)).toContain(join(folder, 'master-key'));
    for (const key of [one, two, short]) expect(String(error)).not.toContain(key.slice(0, 8));
  });

  test('is missed by its path', async () => {
    await expect(readMasterKeys(join(folder, 'none'))).rejects.toThrow(/none\/master-key/);
  });
});

test('payload keys are read as strictly', () => {
  expect(() => parseKeyRing(one)).toThrow('this is not JSON');
  expect(parseKeyRing(ring('a', { a: one })).current).toBe('a');
});

test('a program starts only where it knows every key that something is sealed under', () => {
  const keys = newKeyRing('second', 'first');
  requireKnown(keys, [null, 'first', 'second']);
  expect(() => requireKnown(newKeyRing('second'), ['second', null])).toThrow(/not known: "first"/);
  expect(() => requireKnown(keys, ['third', 'second'])).toThrow(/not known: "third"/);
});

test('each purpose has keys of its own: new things under the current key, old ones under any', () => {
  const keys = newKeyRing('second', 'first');
  const [first, second] = [keys.keys.get('first'), keys.keys.get('second')] as [Buffer, Buffer];
  expect(macKeys(keys, 'captcha')).toEqual([
    keyFor(second, 'captcha'),
    keyFor(first, 'captcha'),
    first,
  ]);
  expect(keyFor(first, 'captcha')).not.toEqual(keyFor(first, 'login'));
  expect(macKeys(newKeyRing('second'), 'captcha')).toHaveLength(1);
});
