import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { samePerson } from './person-name.ts';

const word = fc.stringMatching(/^[A-Z]{2,9}$/).filter((one) => !/^(M|S|K|DR|PROF)/.test(one));
const name = fc.array(word, { minLength: 1, maxLength: 4 });

describe('R15 the same person, as authorities and registers write names', () => {
  test.each([
    ['MEERA KULKARNI', 'Meera Kulkarni'],
    ['Shri. K. Ramesh', 'RAMESH K'],
    ['Mr Anilkumar Nair', 'Anil Kumar Nair'],
    ['Smt. Sunita  D’Souza', "Sunita D'Souza"],
    ['Dr. (Mrs.) Farida Khan', 'Khan, Farida'],
    ['MS Dhoni', 'M. S. Dhoni'],
    ['सुनीता शर्मा', 'सुनीता  शर्मा'],
    ['ＭＥＥＲＡ Kulkarni', 'Meera Kulkarni'],
  ])('%s is %s', (one, other) => {
    expect(samePerson(one, other)).toBe(true);
    expect(samePerson(other, one)).toBe(true);
  });

  test('whatever the order, the case, the punctuation and the title', () => {
    const written = fc.tuple(
      name.chain((words) =>
        fc.tuple(
          fc.constant(words),
          fc.shuffledSubarray(words, { minLength: words.length, maxLength: words.length }),
        ),
      ),
      fc.constantFrom('', 'MR ', 'Shri. ', 'smt ', 'Dr. '),
      fc.constantFrom(' ', '  ', ', ', '. ', '-'),
    );
    fc.assert(
      fc.property(written, ([[words, shuffled], title, blank]) =>
        samePerson(title + shuffled.join(blank).toLowerCase(), words.join(' ')),
      ),
    );
  });
});

describe('R15 nobody passes for another', () => {
  test.each([
    ['Meera Kulkarni', 'Meera Kulkarnee'],
    ['Meera Kulkarni', 'M Kulkarni'],
    ['Meera Kulkarni', 'Meera'],
    ['Meera Kulkarni', 'Meera Anil Kulkarni'],
    ['Ramesh Rao', 'Ramesh Rao Rao'],
    ['Meera Kulkarni', 'Меега Kulkarni'],
    ['Sri Lakshmi', 'Lakshmi'],
    ['', ''],
    ['.', '-'],
  ])('"%s" is not "%s"', (one, other) => {
    expect(samePerson(one, other)).toBe(false);
    expect(samePerson(other, one)).toBe(false);
  });

  test('by a word more, a word less, or a letter changed', () => {
    const letters = (words: string[]) => words.join('').split('').sort().join('');
    fc.assert(
      fc.property(name, name, (one, other) => {
        fc.pre(letters(one) !== letters(other));
        return !samePerson(one.join(' '), other.join(' '));
      }),
    );
    fc.assert(
      fc.property(
        name,
        word,
        (words, more) => !samePerson(words.join(' '), [...words, more].join(' ')),
      ),
    );
    fc.assert(
      fc.property(name, fc.nat(), fc.constantFrom('X', 'Q'), (words, at, letter) => {
        const text = words.join(' ');
        const place = at % text.length;
        const changed = text.slice(0, place) + letter + text.slice(place + 1);
        fc.pre(letters([text]) !== letters([changed]) && text[place] !== ' ');
        return !samePerson(text, changed);
      }),
    );
  });
});
