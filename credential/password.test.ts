import { describe, expect, test } from 'vitest';
import { hashPassword, longestPassword, oneUsePassword, verifyPassword } from './password.ts';

describe('a password', () => {
  test('is kept as Argon2id with 19 MiB and two passes, salted anew', async () => {
    const [one, two] = await Promise.all([hashPassword('same'), hashPassword('same')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
  });

  test('is verified, in whichever way its letters are composed', async () => {
    const known = await hashPassword('caf\u00e9 प्रमाण');
    expect(await verifyPassword(known, 'cafe\u0301 प्रमाण')).toBe(true);
    expect(await verifyPassword(known, 'cafe प्रमाण')).toBe(false);
  });

  test('longer than allowed is never right, not even when its beginning is', async () => {
    const longest = 'x'.repeat(longestPassword);
    const known = await hashPassword(longest);
    expect(await verifyPassword(known, longest)).toBe(true);
    expect(await verifyPassword(known, `${longest}y`)).toBe(false);
  });

  test('of nobody costs as much as a wrong one', async () => {
    const known = await hashPassword('somebody');
    const cpuOf = async (hash: string | null) => {
      const before = process.cpuUsage();
      for (let round = 0; round < 8; round += 1) {
        expect(await verifyPassword(hash, 'guess')).toBe(false);
      }
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    await cpuOf(null);
    const [wrong, nobody] = [await cpuOf(known), await cpuOf(null)];
    expect(nobody / wrong).toBeGreaterThan(0.5);
    expect(nobody / wrong).toBeLessThan(2);
  });

  test('many at once are verified one after another, not all in memory together', async () => {
    const known = await hashPassword('somebody');
    let most = 0;
    const sample = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss());
    }, 1);
    const before = process.memoryUsage.rss();
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        verifyPassword(known, index === 7 ? 'somebody' : 'guess'),
      ),
    );
    clearInterval(sample);
    expect(answers.map(Number).indexOf(1)).toBe(7);
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect((most - before) / 2 ** 20).toBeLessThan(100);
  });

  test('R18 for one use is typed easily, never twice the same, and of 60 bits at least', () => {
    const made = Array.from({ length: 500 }, oneUsePassword);
    expect(new Set(made).size).toBe(500);
    const letters = new Set(made.join('').replaceAll('-', ''));
    expect(15 * Math.log2(letters.size)).toBeGreaterThan(60);
    for (const one of made) expect(one).toMatch(/^[a-z2-9]{5}(-[a-z2-9]{5}){2}$/);
    expect([...letters].join('')).not.toMatch(/[0o1li]/);
  });
});
