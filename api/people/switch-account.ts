import type { Request } from 'express';
import type { Transaction } from '../../db/database.ts';
import {
  activateAccount,
  deactivateAccount,
  lockAccount,
} from '../../db/queries/account/account-activity.ts';
import { audit } from '../../db/queries/audit/audit.ts';
import type { SignedIn } from '../../db/queries/sign-in/session.ts';
import { problem } from '../problem/problem.ts';
import { toldBy } from '../told-by.ts';

/**
 * Lets a person in again, or in no more, with the audit that tells it. Nothing happens to one who
 * is so already. Throws `closed-at-dgft` for an account that only DGFT can open.
 */
export async function switchAccount(
  transaction: Transaction,
  accountId: string,
  active: boolean,
  by: { account: SignedIn; request: Request },
): Promise<void> {
  const before = await lockAccount(transaction, accountId);
  if (!before) throw problem('not-found', 'There is no such account.');
  if (before.active === active) return;
  if (active && before.dgftClosedAt) {
    throw problem('closed-at-dgft', 'DGFT has closed this account; it is opened again there.');
  }
  const ended = active
    ? await activateAccount(transaction, accountId)
    : await deactivateAccount(transaction, accountId);
  await audit(transaction, {
    ...toldBy(by.account, by.request),
    subject: `account/${accountId}`,
    action: active ? 'account-activated' : 'account-deactivated',
    before: { active: before.active },
    after: { active, ...ended },
  });
}
