import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Call, isLinearizable, type Sequential } from './linearizability.ts';

type Asked = { spend: number } | 'read';
type Answer = boolean | number;

/** A purse with five coins: who asks for more than it holds is refused. */
const purse: Sequential<number, Asked, Answer> = {
  initial: 5,
  next: (coins, asked, answer) => {
    if (asked === 'read') return answer === coins ? coins : null;
    const enough = asked.spend <= coins;
    if (answer !== enough) return null;
    return enough ? coins - asked.spend : coins;
  },
};

const call = (invoked: number, returned: number, asked: Asked, answer: Answer) => ({
  invoked,
  returned,
  asked,
  answer,
});

describe('a history of a purse', () => {
  test.each<[why: string, history: Call<Asked, Answer>[], fits: boolean]>([
    ['nothing happened', [], true],
    ['one after another', [call(1, 2, { spend: 3 }, true), call(3, 4, 'read', 2)], true],
    [
      'a read that overlaps a spend sees before',
      [call(1, 4, { spend: 3 }, true), call(2, 3, 'read', 5)],
      true,
    ],
    [
      'a read that overlaps a spend sees after',
      [call(1, 4, { spend: 3 }, true), call(2, 3, 'read', 2)],
      true,
    ],
    ['a stale read', [call(1, 2, { spend: 3 }, true), call(3, 4, 'read', 5)], false],
    ['coins spent twice', [call(1, 4, { spend: 3 }, true), call(2, 3, { spend: 3 }, true)], false],
    [
      'a lost spend',
      [call(1, 3, { spend: 1 }, true), call(2, 4, { spend: 1 }, true), call(5, 6, 'read', 4)],
      false,
    ],
    ['refused though there were coins', [call(1, 2, { spend: 5 }, false)], false],
    [
      'the later spend was first: both overlap',
      [call(1, 6, { spend: 3 }, false), call(2, 3, { spend: 4 }, true)],
      true,
    ],
    [
      'the later spend was first, though the other had returned',
      [call(1, 2, { spend: 3 }, false), call(3, 4, { spend: 4 }, true)],
      false,
    ],
    [
      'two reads that go back in time within a spend',
      [call(1, 9, { spend: 2 }, true), call(2, 3, 'read', 3), call(4, 5, 'read', 5)],
      false,
    ],
  ])('%s', (_, history, fits) => {
    expect(isLinearizable(history, purse)).toBe(fits);
  });

  test('what really went one after another fits, however widely it was seen; a wrong read never', () => {
    const spends = fc.array(
      fc.record({ spend: fc.integer({ min: 1, max: 3 }), early: fc.nat(3), late: fc.nat(3) }),
    );
    fc.assert(
      fc.property(spends, (asked) => {
        let coins = 5;
        const history = asked.map(({ spend, early, late }, index) => {
          const answer = spend <= coins;
          if (answer) coins -= spend;
          return call(index - early, index + 0.5 + late, { spend }, answer);
        });
        const end = call(asked.length + 9, asked.length + 10, 'read', coins);
        expect(isLinearizable([...history, end], purse)).toBe(true);
        expect(isLinearizable([...history, { ...end, answer: coins + 1 }], purse)).toBe(false);
      }),
    );
  });
});
