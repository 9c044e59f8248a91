import type { Request } from 'express';
import { readLink } from '../../credential/one-time-code.ts';
import type { Transaction } from '../../db/database.ts';
import {
  type AccountContact,
  lockAccount,
  readAccountContact,
} from '../../db/queries/account/account-contact.ts';
import { audit } from '../../db/queries/audit/audit.ts';
import { takeCode } from '../../db/queries/sign-in/one-time-code.ts';
import { replacePassword, revokeTokensOf } from '../../db/queries/sign-in/password.ts';
import { forgetLimits } from '../../db/queries/sign-in/rate-limit.ts';
import { accountCodes } from '../../domain/account/account-code.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { hashOfCode } from '../kept-code.ts';
import { limited } from '../limits/limit.ts';
import { networkOf } from '../limits/network.ts';
import { problem } from '../problem/problem.ts';
import { tellOwner } from '../temporal/account-messages.ts';
import { newPasswordHash } from './new-password.ts';
import { tellRefusedCode } from './refused-code.ts';

const { purpose } = accountCodes.passwordReset;

const notValid = () =>
  problem('link-not-valid', 'The link was used, is too old, or is not complete.');

/** Everything that a new password changes; a password that is refused leaves the link as it was. */
async function replace(
  transaction: Transaction,
  owner: AccountContact,
  { password, request }: { password: string; request: Request },
): Promise<boolean> {
  const { id: accountId, role, passwordHash: before } = owner;
  if (before === null) return false;
  const hash = await newPasswordHash(owner, password);
  if (!(await replacePassword(transaction, { accountId, before, hash }))) return false;
  await revokeTokensOf(transaction, accountId);
  await audit(transaction, {
    subject: `account/${accountId}`,
    actor: accountId,
    role,
    action: 'password-reset',
    at: new Date(),
    after: { sessions: 'ended', tokens: 'revoked', locks: 'cleared' },
    network: request.ip ?? null,
  });
  return true;
}

/**
 * Sets a new password by a mailed link (R22): every session ends, API tokens are revoked, locks are
 * cleared, and the owner is told. An authenticator goes on being asked for at sign-in. Throws
 * `link-not-valid`, `password-too-weak` and `too-many-requests`.
 */
export async function resetPassword(
  api: ApiDependencies,
  request: Request,
  { token, password }: { token: string; password: string },
): Promise<void> {
  await limited(api, 'link', networkOf(request));
  const link = readLink(token);
  if (!link) throw notValid();
  const hash = await hashOfCode(api, { purpose, ...link });
  const { subject } = link;
  const accountId = await api.database.transaction(async (transaction) => {
    await lockAccount(transaction, subject);
    const { outcome: reason } = await takeCode(transaction, { purpose, subject, hash });
    if (reason !== 'right') {
      await tellRefusedCode(transaction, request, { accountId: subject, purpose, reason });
      return null;
    }
    const owner = await readAccountContact(transaction, subject);
    return owner && (await replace(transaction, owner, { password, request })) ? owner.id : null;
  });
  if (accountId === null) throw notValid();
  await forgetLimits(api.database, 'sign-in', `${accountId}/`);
  tellOwner(api, { accountId, notice: 'password-reset' });
}
