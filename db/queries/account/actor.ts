import { eq, type SQL, sql } from 'drizzle-orm';
import type { Actor } from '../../../domain/authority/actor.ts';
import type { Database, Transaction } from '../../database.ts';
import { account } from '../../schema/schema.ts';
import { isAbsent } from './absence.ts';

/**
 * Somebody's authority as one column of another query, so that asking for it costs no round trip:
 * null when there is no such account, or it or its agency is not active. `accountId` is text or a
 * placeholder.
 */
export const actorColumn = (accountId: SQL | ReturnType<typeof sql.placeholder> | string) =>
  sql<Actor | null>`(select jsonb_build_object(
    'accountId', p.id, 'role', p.role, 'agencyCode', p.agency_code, 'scopes', null,
    'absent', ${isAbsent(sql`p.id`)},
    'offices', array(select o.office_id from officer_office o where o.account_id = p.id),
    'iecs', case when p.iec is null
      then coalesce((select jsonb_agg(jsonb_build_object('iec', m.iec, 'rights', m.rights))
        from mandate m where m.agent_id = p.id and m.revoked_at is null), '[]')
      else jsonb_build_array(jsonb_build_object('iec', p.iec, 'rights', p.rights)) end)
    from account p where p.id = ${accountId}::uuid and p.active and not exists (
      select 1 from agency a where a.code = p.agency_code and not a.active))`.as('actor');

/**
 * Somebody's authority as the record has it at this moment, for checks that are made after the
 * request has gone: null when there is no such account, or it or its agency is not active any more.
 */
export async function findActor(
  database: Database | Transaction,
  accountId: string,
): Promise<Actor | null> {
  const [row] = await database
    .select({ actor: actorColumn(accountId) })
    .from(account)
    .where(eq(account.id, accountId));
  return row?.actor ?? null;
}
