import type { Request } from 'express';
import type { Transaction } from '../../db/database.ts';
import {
  activateAccount,
  deactivateAccount,
  lockAccount,
} from '../../db/queries/account/account-activity.ts';
import { audit } from '../../db/queries/audit/audit.ts';
import type { SignedIn } from '../../db/queries/sign-in/session.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { problem } from '../problem/problem.ts';
import { tellOwner } from '../temporal/account-messages.ts';
import { toldBy } from '../told-by.ts';

type Switch = { accountId: string; active: boolean };

/** Nothing happens to one who is so already; gives whether anything was changed. */
async function change(
  transaction: Transaction,
  { accountId, active }: Switch,
  by: { account: SignedIn; request: Request },
): Promise<boolean> {
  const before = await lockAccount(transaction, accountId);
  if (!before) throw problem('not-found', 'There is no such account.');
  if (before.active === active) return false;
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
  return true;
}

/**
 * Lets a person in again, or in no more; the audit and the person are told. `hold` is done first, in
 * the same transaction, and may refuse by throwing. Throws `closed-at-dgft` for an account that only
 * DGFT can open.
 */
export async function switchAccount(
  api: ApiDependencies,
  { accountId, active }: Switch,
  by: { account: SignedIn; request: Request },
  hold: (transaction: Transaction) => Promise<unknown> = async () => {},
): Promise<void> {
  const isChanged = await api.database.transaction(async (transaction) => {
    await hold(transaction);
    return change(transaction, { accountId, active }, by);
  });
  const notice = active ? 'account-activated' : 'account-deactivated';
  if (isChanged) tellOwner(api, { accountId, notice });
}
