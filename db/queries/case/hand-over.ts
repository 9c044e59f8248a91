import type { Database } from '../../database.ts';
import type { UnsignableCase } from './unsigned-cases.ts';

/** A claimed case whose officer can do nothing with it, and who stands in for him, if anybody. */
export type StrandedClaim = { applicationId: string; officerId: string; standInId: string | null };

/**
 * Claimed cases of officers who are on leave, not active, or not mapped to the case's office any
 * more; those of one officer, or all. The longest claimed first.
 */
export async function listStrandedClaims(
  { $client: client }: Database,
  { officerId, limit }: { officerId: string | null; limit: number },
): Promise<StrandedClaim[]> {
  return client<StrandedClaim[]>`
    select a.id as "applicationId", a.reviewer_id as "officerId", away.stand_in_id as "standInId"
    from application a
    join account officer on officer.id = a.reviewer_id
    left join officer_absence away on away.account_id = officer.id
      and (now() at time zone 'Asia/Kolkata')::date between away.first_day and away.last_day
    where a.stage in ('under-review', 'query-raised') and a.reviewer_id is not null
      ${officerId === null ? client`` : client`and a.reviewer_id = ${officerId}`}
      and (away.account_id is not null or not officer.active
        or not exists (select 1 from officer_office o
          where o.account_id = officer.id and o.office_id = a.office_id)
        or exists (select 1 from agency where agency.code = officer.agency_code and not agency.active))
    order by a.claimed_at, a.id limit ${limit}`;
}

/** Cases that wait for the signature of an officer who is on leave. Oldest first. */
export async function listCasesOfAbsentSigners(
  { $client: client }: Database,
  limit: number,
): Promise<UnsignableCase[]> {
  return client<UnsignableCase[]>`
    select a.id as "applicationId", a.purpose, a.signing_officer_id as "officerId"
    from officer_absence away
    join application a on a.signing_officer_id = away.account_id and a.stage = 'awaiting-signature'
    where (now() at time zone 'Asia/Kolkata')::date between away.first_day and away.last_day
    order by a.submitted_at limit ${limit}`;
}
