import { expect, test } from 'vitest';
import { makeLettering, UnprintableText } from './lettering.ts';

test('text in the standing alphabet needs no font of its own', () => {
  const lettering = makeLettering();
  lettering.show('Gewürze, Łódź, Đà Nẵng, İzmir, ₹ 200', 'regular', 8);
  expect([...lettering.alphabets().keys()]).toEqual(['R', 'B']);
});

test('Devanagari is shaped: conjuncts are glyphs of their own', () => {
  const lettering = makeLettering();
  const operators = lettering.show('क्षेत्र प्रमाण', 'regular', 8);
  expect(lettering.alphabets().get('Rx')?.widths.length).toBeGreaterThan(4);
  // क् + ष makes one glyph: fewer glyphs than characters.
  expect(operators.match(/<[0-9a-f]{4}>/g)?.length).toBeLessThan('क्षेत्र प्रमाण'.length);
});

test('widths add up over a line of several scripts', () => {
  const lettering = makeLettering();
  const parts = ['Origin ', 'भारत ', 'Ω'].map((part) => lettering.widthOf(part, 'bold'));
  const sum = parts.reduce((total, width) => total + width, 0);
  expect(lettering.widthOf('Origin भारत Ω', 'bold')).toBe(sum);
});

test('a letter that the font does not have is named, never printed as a box', () => {
  const lettering = makeLettering();
  expect(() => lettering.show('深圳 Trading', 'regular', 8)).toThrow(UnprintableText);
  expect(() => lettering.widthOf('深圳 Trading', 'regular')).toThrow(/"深"/);
});
