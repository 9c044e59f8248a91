import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from './canonical.ts';

const anyJson = fc.jsonValue({ noUnicodeString: false }).filter((value) => {
  const numbers = JSON.stringify(value, (_key, part: unknown) => part);
  return !/\d[.eE]|\d{16}/.test(numbers);
});

function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, part]): [string, unknown] => [key, shuffled(part)])
      .reverse(),
  );
}

/** The order of RFC 8785's own example: by UTF-16 code units, so the emoji comes before U+FB33. */
test('keys stand in the order of RFC 8785', () => {
  const keys = { '€': 1, '\r': 2, '\ufb33': 3, '1': 4, '😀': 5, '\u0080': 6, ö: 7 };
  expect(canonicalJson(keys)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
});

test('there are no blanks, and order of lists stays', () => {
  expect(canonicalJson({ b: [2, 1, null], a: { d: 'x "y"\n', c: true } })).toBe(
    '{"a":{"c":true,"d":"x \\"y\\"\\n"},"b":[2,1,null]}',
  );
});

test('the order in which keys were written does not matter, and nothing is lost', () => {
  fc.assert(
    fc.property(anyJson, (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(shuffled(value))).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test.each([
  [undefined],
  [{ a: undefined }],
  [0.1],
  [Number.NaN],
  [1n],
  ['\ud800'],
  [2 ** 53],
  [() => 1],
])('%s is refused instead of vanishing', (value) =>
  expect(() => canonicalJson(value)).toThrow(TypeError),
);
