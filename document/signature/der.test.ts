import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  elements,
  encode,
  integer,
  NotDer,
  octets,
  oid,
  only,
  sequence,
  setOf,
  tags,
} from './der.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('writes', () => {
  test('object identifiers with arcs of any size', () => {
    expect(hex(oid('1.2.840.113549.1.9.16.2.47'))).toBe('060b2a864886f70d010910022f');
    expect(hex(oid('2.16.840.1.101.3.4.2.1'))).toBe('0609608648016503040201');
  });

  test('integers without sign confusion', () => {
    expect(hex(integer(0))).toBe('020100');
    expect(hex(integer(Uint8Array.of(0, 0x80)))).toBe('02020080');
    expect(hex(integer(Uint8Array.of(0, 0, 1)))).toBe('020101');
  });

  test('sets in the order of their encodings', () => {
    expect(hex(setOf(octets(Uint8Array.of(2)), octets(Uint8Array.of(1))))).toBe('3106040101040102');
  });
});

test('what is written is read again, at every length', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 70_000 }), (length) => {
      const content = new Uint8Array(length).fill(7);
      const read = only(encode(tags.octetString, content), tags.octetString);
      expect(Uint8Array.from(read.content)).toEqual(content);
    }),
    { numRuns: 30 },
  );
});

test('every other spelling of the same value is refused', () => {
  const spellings = {
    'a long length where a short one serves': '048103010203',
    'a length with a leading zero': '04820003010203',
    'an indefinite length': '2480040301020300000000',
    'a second element': '040101040102',
    'an end before its time': '0405010203',
    'a long tag': '1f8101030102',
    nothing: '',
  };
  for (const [name, bytes] of Object.entries(spellings)) {
    expect(() => only(Buffer.from(bytes, 'hex'), tags.octetString), name).toThrow(NotDer);
  }
  expect(elements(sequence()).length).toBe(1);
});
