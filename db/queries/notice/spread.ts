import type { Candidate, Owed } from '../../../domain/notification/recipients.ts';
import { type Taken, tellings, turns } from '../../../domain/notification/turn.ts';
import type { Database } from '../../database.ts';

/** A turn of which it is not settled yet who is told. */
export type Unspread = Taken & { id: number };

/** The oldest first. */
export async function listUnspread(
  { $client: client }: Database,
  limit: number,
): Promise<Unspread[]> {
  const rows = await client<(Omit<Unspread, 'id'> & { id: string })[]>`
    select id, turn, exists (select 1 from case_notice later
      where later.application_id = notice.application_id and later.id > notice.id) as overtaken
    from case_notice notice where spread_at is null order by id limit ${limit}`;
  return rows.map(({ id, ...rest }) => ({ id: Number(id), ...rest }));
}

/**
 * Who may be told of these turns, as the record has it now: the users of the exporter, the case's
 * agent where he prepared the case and still has a mandate, and who asked what is now answered; all
 * officers of the office where that one is there no more. People who are let in alone.
 */
export async function listCandidates(
  { $client: client }: Database,
  noticeIds: readonly number[],
): Promise<(Candidate & { noticeId: number })[]> {
  const rows = await client<(Candidate & { id: string })[]>`
    with told as (
      select notice.id, notice.turn, a.id as case_id, coalesce(a.iec, came.iec) as iec,
        a.created_by, a.office_id, a.reviewer_id
      from case_notice notice left join application a on a.id = notice.application_id
      left join legacy_certificate came on a.id is null and came.number = notice.certificate_number
      where notice.id = any(${[...noticeIds]}::bigint[])
    ), person as not materialized (
      select account.* from account where account.active and not exists (
        select 1 from agency where agency.code = account.agency_code and not agency.active)
    ), officer as (
      select told.id, person.id as account_id, person.mobile,
        person.id = coalesce(told.reviewer_id, query.raised_by) as asked
      from told
      join lateral (select raised_by from case_query where application_id = told.case_id
        order by round desc limit 1) query on true
      join officer_office on officer_office.office_id = told.office_id
      join person on person.id = officer_office.account_id
      where told.turn = 'query-answered'
    )
    select told.id, person.id as "accountId", person.rights, person.id is not distinct from told.created_by as preparer,
      false as "askingOfficer", person.mobile is not null as mobile
    from told join person on person.iec = told.iec and person.role = 'exporter'
    union all
    select told.id, person.id, mandate.rights, true, false, person.mobile is not null
    from told
    join person on person.id = told.created_by and person.role = 'customs-agent'
    join mandate on mandate.agent_id = person.id and mandate.iec = told.iec
      and mandate.revoked_at is null
    union all
    select id, account_id, '{}', false, true, mobile is not null from officer
    where asked or not exists (select 1 from officer one where one.id = officer.id and one.asked)`;
  return rows.map(({ id, ...rest }) => ({ noticeId: Number(id), ...rest }));
}

const eventOf = JSON.stringify(
  Object.fromEntries(turns.map((turn) => [turn, tellings[turn].event])),
);

/**
 * Settles who is owed what of these turns, and a delivery for each endpoint of the exporter that
 * wants the event. In one statement, once for each turn.
 */
export async function settleSpread(
  { $client: client }: Database,
  noticeIds: readonly number[],
  owed: readonly (Owed & { noticeId: number })[],
): Promise<void> {
  await client`
    with spread as (
      update case_notice set spread_at = now()
      where id = any(${[...noticeIds]}::bigint[]) and spread_at is null
      returning id, application_id, certificate_number, turn
    ), messages as (
      insert into case_message (notice_id, channel, recipient)
      select owed."noticeId", owed.channel, owed.recipient
      from jsonb_to_recordset(${JSON.stringify(owed)}::jsonb)
        as owed("noticeId" bigint, channel text, recipient text)
      join spread on spread.id = owed."noticeId"
      on conflict do nothing
    )
    insert into webhook_delivery (id, endpoint_id, notice_id)
    select gen_random_uuid(), endpoint.id, spread.id
    from spread
    left join application a on a.id = spread.application_id
    left join legacy_certificate came on a.id is null and came.number = spread.certificate_number
    join webhook_endpoint endpoint on endpoint.iec = coalesce(a.iec, came.iec) and endpoint.off_since is null
      and ${eventOf}::jsonb ->> spread.turn = any(endpoint.events)`;
}
