import { type Database, openDatabase } from '../../db/database.ts';
import { findAccountId, listAccounts } from '../../db/queries/account/account-list.ts';
import { audit } from '../../db/queries/audit/audit.ts';
import { forgetLimits } from '../../db/queries/sign-in/rate-limit.ts';
import { unlockAccount } from '../../db/queries/sign-in/sign-in.ts';
import type { Role } from '../../domain/authority/role.ts';
import { databaseUrl } from '../env.ts';
import { commandFailure, EXIT } from '../exit-code.ts';
import { bootstrap, type Named } from './bootstrap.ts';

async function onRecord<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const database = openDatabase(databaseUrl(), { max: 2 });
  try {
    return await work(database);
  } finally {
    await database.$client.end({ timeout: 5 });
  }
}

/** Opens the first two accounts and prints their passwords, once. */
export async function printFirst(first: Named, second: Named): Promise<void> {
  const passwords = await onRecord((database) => bootstrap(database, first, second));
  const lines = passwords.map(({ email, password }) => `${email}\t${password}\n`);
  process.stdout.write(
    `${lines.join('')}\nEach password is for one use within seven days and is shown only now: hand ` +
      'it over in person.\nAt the first sign-in a password of one’s own is set and an authenticator ' +
      'enrolled.\n',
  );
}

/** Prints who has an account. */
export const list = (role: Role | null) => onRecord((database) => printAccounts(database, role));

async function printAccounts(database: Database, role: Role | null): Promise<void> {
  for await (const one of listAccounts(database, role)) {
    const state = one.active ? (one.locked ? 'locked' : 'active') : 'closed';
    const cells = [one.login, one.role, one.name, one.iec ?? one.agencyCode ?? '', state];
    process.stdout.write(`${cells.join('\t')}\n`);
  }
}

/** Ends the locks of an account, and tells the audit. */
export const unlock = (login: string) => onRecord((database) => endLocks(database, login));

async function endLocks(database: Database, login: string): Promise<void> {
  const accountId = await findAccountId(database, login);
  if (!accountId) throw commandFailure(EXIT.usage, `There is no account ${login}.`);
  await forgetLimits(database, 'sign-in', `${accountId}/`);
  await forgetLimits(database, 'password-check', accountId);
  await database.transaction(async (transaction) => {
    await unlockAccount(transaction, accountId);
    await audit(transaction, {
      subject: `account/${accountId}`,
      actor: 'system',
      role: null,
      action: 'account-unlocked',
      at: new Date(),
      after: { by: 'ecoo users unlock' },
    });
  });
  process.stdout.write(`${login} may try to sign in again.\n`);
}
