import { sql } from 'drizzle-orm';

/**
 * Whether the row of `account` that a query is at lets its person in: not closed, nor of an agency
 * that DGFT has made inactive. Written out, since the names would lose their table in some places.
 */
export const isInForce = sql<boolean>`(account.active and not exists (
  select 1 from agency where agency.code = account.agency_code and not agency.active))`;
