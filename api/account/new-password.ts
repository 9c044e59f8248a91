import { hashPassword, verifyPassword } from '../../credential/password.ts';
import { judgePassword, knownWords } from '../../credential/password-policy.ts';
import type { AccountContact } from '../../db/queries/account/account-contact.ts';
import { needsAuthenticator } from '../../domain/authority/sign-in-rules.ts';
import { problem } from '../problem/problem.ts';

type Said = { en: string; hi: string };

const unchanged: Said = {
  en: 'It is the password that you have already.',
  hi: 'यह वही पासवर्ड है जो अभी है।',
};

const tooWeak = (reasons: readonly Said[], help: readonly Said[]) =>
  problem('password-too-weak', reasons.map(({ en }) => en).join(' '), {
    errors: [...reasons, ...help].map(({ en, hi }) => ({
      pointer: '/password',
      detail: `${en} · ${hi}`,
    })),
  });

/**
 * The hash of a new password of this person's. Throws `password-too-weak` with the reasons and what
 * would help, in English and Hindi. Only roles that always need an authenticator may have a short one.
 */
export async function newPasswordHash(owner: AccountContact, password: string): Promise<string> {
  const { role, login, name, email, mobile, iec, firmName, agencyName, agencyCode } = owner;
  const verdict = judgePassword(password, {
    secondFactor: needsAuthenticator(role),
    words: knownWords([login, name, email, mobile, iec, firmName, agencyName, agencyCode]),
  });
  if (!verdict.acceptable) throw tooWeak(verdict.reasons, verdict.help);
  if (await verifyPassword(owner.passwordHash, password)) throw tooWeak([unchanged], []);
  return hashPassword(password);
}
