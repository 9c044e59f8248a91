import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { caseEnds, feeOutcomeOf, feeOutcomes } from './fee-outcome.ts';

const asked = (occasion: string, fee: string) =>
  feeOutcomes.find((one) => one.occasion === occasion)?.value === fee;

test('a rejection keeps the fee unless the agency says otherwise; nothing else is for agencies', () => {
  expect(feeOutcomeOf('rejected', { rejectionFee: 'kept' })).toBe('taken');
  expect(feeOutcomeOf('rejected', { rejectionFee: 'returned' })).toBe('given-back');
  const byPolicy = feeOutcomes.filter((one) => one.byPolicy !== null);
  expect(byPolicy.map(({ occasion }) => occasion)).toEqual(['rejected']);
});

test('every end of a case ends its fee, and none leaves it held', () => {
  for (const end of caseEnds) {
    const fate =
      end === 'rejected' ? feeOutcomeOf(end, { rejectionFee: 'kept' }) : feeOutcomeOf(end);
    expect([end, fate]).not.toEqual([end, 'held']);
    expect(asked(end, fate)).toBe(true);
  }
});

test('docs/money.md shows the table', () => {
  const said = {
    held: 'held',
    taken: 'taken',
    'given-back': 'given back',
    'not-charged': 'not charged',
  };
  const rows = feeOutcomes.map(({ words, value, byPolicy, sure, source }) => {
    const fee = byPolicy
      ? `${said[value]}; ${said[byPolicy.value]} where the agency says so`
      : said[value];
    return `| ${words.en} | ${fee} | ${sure} | ${source} |\n`;
  });
  const table = `| what happens | fee | sure | source |\n| --- | --- | --- | --- |\n${rows.join('')}`;
  expect(readFileSync('docs/money.md', 'utf8')).toContain(`\n${table}\n`);
});
