import { describe, expect, test } from 'vitest';
import { readNomenclature } from './hs-nomenclature.ts';

const head = 'section,hscode,description,parent,level\n';
/** Headings of every chapter there is, each with ten subheadings. */
const whole = Array.from({ length: 96 }, (_, index) => index + 1)
  .filter((chapter) => chapter !== 77)
  .flatMap((chapter) => {
    const two = String(chapter).padStart(2, '0');
    return Array.from({ length: 50 }, (_, one) => `${two}01${String(one).padStart(2, '0')}`);
  });
const csv = (codes: string[]) =>
  head +
  codes.map((code) => `I,${code},"Goods, of ${code}; live",${code.slice(0, 4)},6\n`).join('');

describe('R30 the nomenclature', () => {
  test('is read with commas in what it says', () => {
    const read = readNomenclature(
      `\uFEFF${csv(['01', '0101', ...whole])}TOTAL,TOTAL,All,TOTAL,5\n`,
    );
    expect(read).toMatchObject({ entries: { length: whole.length + 2 } });
    expect('entries' in read && read.entries[0]).toEqual({
      code: '01',
      description: 'Goods, of 01; live',
    });
  });

  test.each([
    ['no column hscode', 'a,b\n1,2\n', 'first line'],
    ['half of it', csv(whole.slice(0, 2_000)), '2000 subheadings'],
    ['a code of seven digits', csv([...whole, '0101210']), '"0101210"'],
    ['a chapter that is kept empty', csv([...whole, '770110']), '"770110"'],
    ['a code twice', csv([...whole, whole[0] ?? '']), 'twice'],
    ['an open quote', `${csv(whole)}"`, 'first line'],
  ])('%s is refused whole', (_, text, words) => {
    const read = readNomenclature(text);
    expect('objection' in read && read.objection).toContain(words);
  });
});
