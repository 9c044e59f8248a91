import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import type { Database } from '../../database.ts';
import { account } from '../../schema/schema.ts';
import { audit } from '../audit/audit.ts';

export type NewOperator = { name: string; email: string; passwordHash: string };

/** Whether there was ever an account of DGFT operations here, closed ones counted in. */
export async function hasOperators(database: Pick<Database, '$count'>): Promise<boolean> {
  return (await database.$count(account, eq(account.role, 'dgft-operations'))) > 0;
}

/**
 * Opens the first two accounts of DGFT operations, who then decide on everybody else: two, so that
 * there are four eyes from the start. Their passwords are for one use. Does nothing where there are
 * operators already, however many ask at once, or where a login is taken.
 */
export function openFirstOperators(
  database: Database,
  people: readonly [NewOperator, NewOperator],
  { at, expiresAt }: { at: Date; expiresAt: Date },
): Promise<'opened' | 'operators-exist' | 'login-taken'> {
  return database.transaction(async (transaction) => {
    await transaction.execute(sql`lock table account in share row exclusive mode`);
    if (await hasOperators(transaction)) return 'operators-exist';
    const role = 'dgft-operations' as const;
    const rows = people.map((person) => ({
      ...person,
      id: randomUUID(),
      role,
      login: person.email,
      passwordExpiresAt: expiresAt,
      createdAt: at,
    }));
    for (const { login } of rows) {
      const taken = eq(sql`lower(${account.login})`, login);
      if ((await transaction.$count(account, taken)) > 0) return 'login-taken';
    }
    await transaction.insert(account).values(rows);
    for (const { id } of rows) {
      const after = { role, by: 'ecoo users bootstrap' };
      const told = { subject: `account/${id}`, actor: 'system', role: null, at };
      await audit(transaction, { ...told, action: 'account-opened', after });
    }
    return 'opened';
  });
}
