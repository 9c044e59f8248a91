import type { Request } from 'express';
import { audit } from '../../db/queries/audit/audit.ts';
import { removeAuthenticator } from '../../db/queries/sign-in/authenticator.ts';
import { forgetLimits } from '../../db/queries/sign-in/rate-limit.ts';
import { deleteSessionsOf, type SignedIn } from '../../db/queries/sign-in/session.ts';
import {
  type AccountHolder,
  readAccountHolder,
  unlockAccount,
} from '../../db/queries/sign-in/sign-in.ts';
import type { Role } from '../../domain/authority/role.ts';
import { allow } from '../authority.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { tellOwner } from '../temporal/account-messages.ts';
import { toldBy } from '../told-by.ts';

type KindOfAccount = 'officer' | 'exporter-user' | 'other-account';

/** Which row of the table of authority an account of this role falls under. */
function kindOfAccount(role: Role): KindOfAccount {
  if (role === 'officer') return 'officer';
  return role === 'exporter' ? 'exporter-user' : 'other-account';
}

/** The account, when this person may do that with it. Throws as `allow` does. */
async function accountFor(
  { database }: ApiDependencies,
  by: SignedIn,
  action: 'unlock' | 'reset-authenticator',
  accountId: string,
): Promise<AccountHolder> {
  const holder = await readAccountHolder(database, accountId);
  const kind = holder && kindOfAccount(holder.role);
  return allow<KindOfAccount, AccountHolder>(by, action, holder && kind && { ...holder, kind });
}

/** Ends every lock of an account: its own, and those of the networks that failed at it (R21). */
export async function unlock(
  api: ApiDependencies,
  by: SignedIn,
  request: Request,
  id: string,
): Promise<void> {
  const { accountId } = await accountFor(api, by, 'unlock', id);
  await forgetLimits(api.database, 'sign-in', `${accountId}/`);
  await forgetLimits(api.database, 'password-check', accountId);
  await api.database.transaction(async (transaction) => {
    await unlockAccount(transaction, accountId);
    const subject = `account/${accountId}`;
    await audit(transaction, { subject, action: 'account-unlocked', ...toldBy(by, request) });
  });
}

/**
 * Takes away the authenticator of somebody who has lost it: all sessions end, the owner is told, and
 * whose role needs one enrols a new one at the next sign-in.
 */
export async function resetAuthenticator(
  api: ApiDependencies,
  by: SignedIn,
  request: Request,
  id: string,
): Promise<void> {
  const { accountId } = await accountFor(api, by, 'reset-authenticator', id);
  const removed = await api.database.transaction(async (transaction) => {
    if (!(await removeAuthenticator(transaction, accountId))) return false;
    const sessionsEnded = await deleteSessionsOf(transaction, accountId);
    await audit(transaction, {
      subject: `account/${accountId}`,
      action: 'authenticator-reset',
      ...toldBy(by, request),
      before: { enrolled: true },
      after: { enrolled: false, sessionsEnded },
    });
    return true;
  });
  if (removed) tellOwner(api, { accountId, notice: 'authenticator-reset' });
}
