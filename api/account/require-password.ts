import { verifyPassword } from '../../credential/password.ts';
import { readAccountContact } from '../../db/queries/account/account-contact.ts';
import type { SignedIn } from '../../db/queries/sign-in/session.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { limited } from '../limits/limit.ts';
import { problem } from '../problem/problem.ts';

/**
 * Makes sure that the person at the session is still its owner, before what a stolen session must
 * not do. Throws `password-wrong`, and `too-many-requests` after five wrong ones.
 */
export async function requirePassword(
  api: ApiDependencies,
  { accountId }: Pick<SignedIn, 'accountId'>,
  password: string,
): Promise<void> {
  await limited(api, 'password-check', accountId);
  const owner = await readAccountContact(api.database, accountId);
  if (!(await verifyPassword(owner?.passwordHash ?? null, password))) {
    throw problem('password-wrong', 'This is not your present password.');
  }
  await api.limiters['password-check'].forget(accountId);
}

/**
 * Makes sure that e-mail address and mobile number are kept here: of who has no password here they
 * follow what DGFT says. Throws `changed-at-dgft`.
 */
export async function requireContactKeptHere(
  api: ApiDependencies,
  { accountId }: Pick<SignedIn, 'accountId'>,
): Promise<void> {
  const owner = await readAccountContact(api.database, accountId);
  if (owner?.passwordHash !== null) return;
  throw problem('changed-at-dgft', 'You sign in with DGFT; your contacts come from there.');
}
