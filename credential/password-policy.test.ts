import { describe, expect, test } from 'vitest';
import { longestPassword, oneUsePassword } from './password.ts';
import { judgePassword, knownWords, shortestPassword } from './password-policy.ts';

const words = knownWords([
  'AAACS7302F',
  'Sharda Exports Private Limited',
  'Meera Sharda',
  'meera.sharda@shardaexports.example',
  null,
]);
const alone = (password: string) => judgePassword(password, { secondFactor: false, words });
const besideAuthenticator = (password: string) =>
  judgePassword(password, { secondFactor: true, words });

describe('R19 a strong password', () => {
  test.each([
    'correct horse battery staple',
    'ganga mitti kela 74',
    'मेरी बिल्ली दूध पीती है',
    'kettle-orbit-9-mango-fern',
  ])('%s is taken', (password) => {
    expect(alone(password)).toEqual({ acceptable: true });
  });

  test('has fifteen characters alone, eight beside an authenticator', () => {
    expect(shortestPassword).toEqual({ alone: 15, withSecondFactor: 8 });
    expect(alone('vq7#mt2kzw9rp4').acceptable).toBe(false);
    expect(alone('vq7#mt2kzw9rp4y').acceptable).toBe(true);
    expect(besideAuthenticator('vq7#mt2').acceptable).toBe(false);
    expect(besideAuthenticator('vq7#mt2k').acceptable).toBe(true);
  });

  test('needs no capitals, digits or signs', () => {
    expect(alone('lampshade turnip gravel').acceptable).toBe(true);
  });

  test.each([
    ['aaaaaaaaaaaaaaaaaa', 'It repeats itself'],
    ['qwertyuiopasdfghj', 'close to a password|in a row|tried first'],
    ['passwordpasswordpassword', 'repeats|tried first'],
    ['123456789012345678', 'tried first|Sequences|close to|guessed'],
    ['aaacs7302f-sharda-exports', 'known about you'],
    ['Sharda Exports 2026', 'known about you'],
    ['$h4rd4 3xp0rt$ 2026', 'known about you'],
    ['dgft ecoo certificate', 'known about you'],
    ['meera.sharda@2026!!', 'known about you'],
  ])('%s is refused and the reason said', (password, reason) => {
    const verdict = alone(password);
    if (verdict.acceptable) throw new Error('it was accepted');
    expect(verdict.reasons[0]?.en).toMatch(new RegExp(reason));
    expect(verdict.reasons[0]?.hi).toMatch(/[\u0900-\u097f]/);
    expect(verdict.help.length).toBeGreaterThan(0);
    expect(verdict.help.every(({ hi }) => /[\u0900-\u097f]/.test(hi))).toBe(true);
  });

  test('is judged in little time, however long and odd it is', () => {
    alone('warm the dictionaries up');
    expect(alone('x'.repeat(longestPassword + 1)).acceptable).toBe(false);
    for (const unit of ['4@8({[</369&#!1/|0$5+7%2', 'p4$$w0rd', '2019-12-11', 'monkey dragon ']) {
      const before = process.cpuUsage();
      alone(unit.repeat(40).slice(0, longestPassword));
      expect(process.cpuUsage(before).user / 1000).toBeLessThan(1500);
    }
  });

  test('R18 the one-use password would itself be taken', () => {
    expect(alone(oneUsePassword())).toEqual({ acceptable: true });
  });
});
