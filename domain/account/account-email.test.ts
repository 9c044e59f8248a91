import { expect, test } from 'vitest';
import { mayHaveEmail, signsInByEmail } from './account-email.ts';

test('R23 an address of an agency is kept within the domain that DGFT has', () => {
  const officer = { agencyCode: 'EIC', emailDomain: 'eic.example' };
  expect(mayHaveEmail(officer, 'new@EIC.example')).toBe(true);
  expect(mayHaveEmail(officer, 'new@mail.eic.example')).toBe(false);
  expect(mayHaveEmail(officer, 'new@eic.example.evil.example')).toBe(false);
  expect(mayHaveEmail(officer, '"a@eic.example"@evil.example')).toBe(false);
  expect(mayHaveEmail({ ...officer, emailDomain: null }, 'new@eic.example')).toBe(false);
  expect(mayHaveEmail({ agencyCode: null, emailDomain: null }, 'any@where.example')).toBe(true);
});

test('who signs in by e-mail is known by the login', () => {
  expect(signsInByEmail({ login: 'A@B.example', email: 'a@b.example' })).toBe(true);
  expect(signsInByEmail({ login: 'AAACS7302F', email: 'a@b.example' })).toBe(false);
});
