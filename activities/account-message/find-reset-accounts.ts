import { findResetAccounts as findAccounts } from '../../db/queries/account/account-contact.ts';
import type { Dependencies } from '../dependencies.ts';

/** Whose password a login or e-mail address stands for: none, one, or a few with one address. */
export function createFindResetAccounts({ database }: Dependencies) {
  return async function findResetAccounts({ login }: { login: string }) {
    return { accountIds: await findAccounts(database, login) };
  };
}
