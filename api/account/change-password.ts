import type { Request } from 'express';
import { readAccountContact } from '../../db/queries/account/account-contact.ts';
import { audit } from '../../db/queries/audit/audit.ts';
import { replacePassword } from '../../db/queries/sign-in/password.ts';
import type { SignedIn } from '../../db/queries/sign-in/session.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { limited } from '../limits/limit.ts';
import { problem } from '../problem/problem.ts';
import { renewSession } from '../sign-in/start-session.ts';
import { tellOwner } from '../temporal/account-messages.ts';
import { toldBy } from '../told-by.ts';
import { newPasswordHash } from './new-password.ts';
import { requirePassword } from './require-password.ts';

/**
 * Changes the person's own password and gives the cookie of the one session that goes on, under a
 * new token; every other one has ended. It also ends the need to change a mailed password (R18).
 * Throws `password-wrong`, `too-many-requests` and `password-too-weak`.
 */
export async function changePassword(
  api: ApiDependencies,
  account: SignedIn,
  request: Request,
  { current, password }: { current: string; password: string },
): Promise<{ cookie: string }> {
  const { accountId } = account;
  const owner = await readAccountContact(api.database, accountId);
  await requirePassword(api, account, current);
  await limited(api, 'password-change', accountId);
  if (!owner?.passwordHash) throw problem('password-wrong', 'Your account has no password here.');
  const before = owner.passwordHash;
  const hash = await newPasswordHash(owner, password);
  const { cookie } = await api.database.transaction(async (transaction) => {
    if (!(await replacePassword(transaction, { accountId, before, hash }))) {
      throw problem('password-wrong', 'Your password was changed elsewhere just now.');
    }
    const renewed = await renewSession(transaction, request, api.publicUrl, account);
    await audit(transaction, {
      subject: `account/${accountId}`,
      action: 'password-changed',
      ...toldBy(account, request),
      before: { mailed: owner.passwordExpiresAt !== null },
      after: { mailed: false },
    });
    return renewed;
  });
  tellOwner(api, { accountId, notice: 'password-changed' });
  return { cookie };
}
