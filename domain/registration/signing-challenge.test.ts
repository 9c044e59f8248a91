import { describe, expect, test } from 'vitest';
import { readChallenge, type SigningChallenge, writeChallenge } from './signing-challenge.ts';

const challenge: SigningChallenge = {
  service: 'https://ecoo.example',
  purpose: 'register-signing-token',
  subject: '0199f3a2-0000-7000-8000-000000000001',
  at: '2026-11-22T10:00:00.000Z',
  random: 'c7'.repeat(32),
};
const text = writeChallenge(challenge);

test('R47 a challenge reads as what it is, in ASCII, and is read back whole', () => {
  expect(text).toMatch(/^[\x20-\x7e\n]+$/);
  expect(text).toContain('signs no certificate');
  expect(text).toContain('Service: https://ecoo.example\n');
  expect(readChallenge(text)).toEqual(challenge);
  for (const service of ['http://127.0.0.1:8080', 'http://[::1]:8080']) {
    expect(readChallenge(writeChallenge({ ...challenge, service }))?.service).toBe(service);
  }
});

describe('R47 nothing else is a challenge', () => {
  test.each([
    ['more before it', ` ${text}`],
    ['more after it', `${text}\n`],
    ['cut short', text.slice(0, -1)],
    ['other line ends', text.replaceAll('\n', '\r\n')],
    ['another purpose', text.replace(/Purpose: .*/, 'Purpose: pay ten crore rupees')],
    ['another first line', text.replace('version 1', 'version 2')],
    ['a line more', text.replace('Time:', 'Also: this\nTime:')],
    ['a service with a path', text.replace('ecoo.example', 'ecoo.example/x')],
    ['a shorter random number', text.replace('c7c7', 'c7')],
    ['nothing', ''],
  ])('%s', (_, other) => {
    expect(readChallenge(other)).toBeNull();
  });
});
