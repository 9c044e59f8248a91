import { Secret, TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import { newTotpSecret, totpStep, totpUri } from './totp.ts';

const at = (seconds: number) => new Date(seconds * 1000);
/** RFC 6238, appendix B: the secret of its test vectors, and codes in their last six digits. */
const secret = Secret.fromLatin1('12345678901234567890').base32;

test.each([
  [59, '287082', 1],
  [1_111_111_109, '081804', 37_037_036],
  [1_234_567_890, '005924', 41_152_263],
  [20_000_000_000, '353130', 666_666_666],
])('the code of RFC 6238 at %i s is %s', (seconds, code, step) => {
  expect(totpStep(secret, code, at(seconds))).toBe(step);
  expect(totpStep(secret, `${code.slice(0, 3)} ${code.slice(3)}`, at(seconds))).toBe(step);
});

test('one step before and one after are taken, no further ones', () => {
  const own = new TOTP({ secret: Secret.fromBase32(secret) });
  const now = 1_700_000_010;
  const codeAt = (shift: number) => own.generate({ timestamp: (now + shift * 30) * 1000 });
  const step = Math.floor(now / 30);
  expect([-1, 0, 1].map((shift) => totpStep(secret, codeAt(shift), at(now)))).toEqual([
    step - 1,
    step,
    step + 1,
  ]);
  expect(totpStep(secret, codeAt(-2), at(now))).toBe(null);
  expect(totpStep(secret, codeAt(2), at(now))).toBe(null);
});

test('what is no code is none', () => {
  for (const text of ['', '12345', '1234567', 'abcdef', '28708२']) {
    expect(totpStep(secret, text, at(59))).toBe(null);
  }
});

test('a new secret has 160 bits, and apps take it over by its address', () => {
  const made = newTotpSecret();
  expect(Secret.fromBase32(made).bytes).toHaveLength(20);
  expect(newTotpSecret()).not.toBe(made);
  const uri = new URL(totpUri(made, 'officer.eic-mumbai@eic.example'));
  expect([uri.protocol, uri.host]).toEqual(['otpauth:', 'totp']);
  expect(uri.searchParams.get('secret')).toBe(made);
  expect(uri.searchParams.get('issuer')).toBe('eCoO');
});
