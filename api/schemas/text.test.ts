import { describe, expect, it } from 'vitest';
import { typeface } from '../../document/pdf/typeface.ts';
import { printable, printedLine } from './text.ts';

const faces = [typeface('regular'), typeface('bold')];
const taken = Array.from({ length: 0x11_0000 }, (_, code) => code).filter(
  (code) => (code < 0xd800 || code > 0xdfff) && printable.test(String.fromCodePoint(code)),
);

describe('text that a certificate prints', () => {
  it('is taken only where the typeface of certificates has every letter', () => {
    expect(taken.length).toBeGreaterThan(1_000);
    const missing = taken.filter((code) => faces.some((face) => face.glyphOf(code) === undefined));
    expect(missing.map((code) => `U+${code.toString(16)}`)).toEqual([]);
  });

  it.each(['Hansa Gewürze GmbH', 'Łódź – “A” №1 ½ € ₹ °C', 'वैधता', "O'Brien & Söhne/2"])(
    'takes %s',
    (text) => expect(printedLine(50).safeParse(text).success).toBe(true),
  );

  it.each(['上海', '😀', 'Москва', 'a\u202eb', 'a\u200bb', 'a\u00adb', '\ufeffa', 'a\u2028b'])(
    'refuses %j with what to do',
    (text) => {
      const { error } = printedLine(50).safeParse(text);
      expect(error?.issues.at(-1)?.message).toContain('Latin letters');
    },
  );
});
