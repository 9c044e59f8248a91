import { expect, test } from 'vitest';
import { heldWords } from './migration.ts';

test.each([
  [{ paused: false, givesWay: false }, ''],
  [{ paused: false, givesWay: true }, ' (slowly: others are at work)'],
  [{ paused: true, givesWay: true }, ' (paused)'],
])('R4 who follows a batch sees why it is slow: %j', (held, words) => {
  expect(heldWords(held)).toBe(words);
});
