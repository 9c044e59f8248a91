import { and, eq, sql } from 'drizzle-orm';
import type { Language } from '../../../domain/notification/letter.ts';
import type { Database } from '../../database.ts';
import { account } from '../../schema/schema.ts';
import { isInForce } from '../account/in-force.ts';

/** Who manages an exporter, and is let in: its first users. */
export function listManagers(
  database: Database,
  iec: string,
): Promise<{ id: string; email: string; language: Language }[]> {
  return database
    .select({ id: account.id, email: account.email, language: account.language })
    .from(account)
    .where(
      and(
        eq(account.iec, iec),
        eq(account.role, 'exporter'),
        sql`'manage' = any(${account.rights})`,
        isInForce,
      ),
    );
}
