import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeLettering } from '../pdf/lettering.ts';
import { breakLines, fitText, heightOf, type Line, tickIndent } from './text-flow.ts';

const lettering = makeLettering();
const widthOf = ({ text, size, weight, tick }: Line) =>
  (lettering.widthOf(text, weight) * size) / 1000 + (tick ? tickIndent : 0);

const word = fc.stringMatching(/^[A-Za-zÀ-ÿ0-9/.,-]{1,60}$/);
const paragraph = fc.record({
  text: fc.array(word, { maxLength: 60 }).map((words) => words.join(' ')),
  bold: fc.boolean(),
  tick: fc.constantFrom('empty', 'marked', undefined),
});

test('no line is wider than its box, however long its words', () => {
  fc.assert(
    fc.property(
      fc.array(paragraph, { maxLength: 4 }),
      fc.integer({ min: 40, max: 500 }),
      (text, width) => {
        for (const line of breakLines(text, width, 1, lettering)) {
          expect(widthOf(line)).toBeLessThanOrEqual(width + 0.01);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('no text is higher than its box, and what has no room is not lost', () => {
  const letters = (text: string) => text.replace(/\s|\(continued below the goods\)/g, '');
  fc.assert(
    fc.property(
      fc.array(paragraph, { maxLength: 4 }),
      fc.integer({ min: 20, max: 120 }),
      (text, height) => {
        const { lines, rest } = fitText(text, { width: 150, height }, lettering);
        expect(heightOf(lines)).toBeLessThanOrEqual(height);
        const printed = lines.map((line) => line.text).join(' ');
        expect(letters(`${printed} ${rest}`)).toBe(letters(text.map((one) => one.text).join(' ')));
      },
    ),
    { numRuns: 60 },
  );
});

test('control characters and blanks of every kind are single spaces', () => {
  const lines = breakLines([{ text: ' a\u0000b\n\tc\u00a0\u00a0d ' }], 200, 1, lettering);
  expect(lines.map(({ text }) => text)).toEqual(['a b c d']);
});
