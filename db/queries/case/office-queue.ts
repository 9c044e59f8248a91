import { desc, sql } from 'drizzle-orm';
import type { PlainDate } from '../../../domain/application/application.ts';
import type { Reach } from '../../../domain/authority/authorize.ts';
import { type Stage, stages } from '../../../domain/stage.ts';
import type { Database } from '../../database.ts';
import { application } from '../../schema/schema.ts';
import {
  type CaseSummary,
  type Narrowing,
  narrowedTo,
  summaryColumns,
} from './application-list.ts';

/** Where a page of the queue begins: behind the case with that id, in the order of the queue. */
export type QueuePlace = { perishable: boolean; submittedAt: string; id: string };

export type QueueQuestion = Narrowing & {
  after: QueuePlace | null;
  /** An officer's own cases, or those that nobody has; null: all. */
  claim: { by: string } | 'none' | null;
  /** Those alone that were due before this day; null: all. */
  dueBefore: PlainDate | null;
};

/** The offices in reach, as rows of `o (office_id)`. */
function officesWithin(reach: Reach) {
  switch (reach.within) {
    case 'office':
      return sql`unnest(${sql.param([...reach.offices])}::text[])`;
    case 'agency':
      return sql`(select id from office where agency_code = ${reach.agencyCode})`;
    case 'everything':
      return sql`(select id from office)`;
    default:
      return sql`(select id from office where false)`;
  }
}

/** Stages that a question can be about; drafts never are in a queue. */
function stagesAsked({ claim, dueBefore }: QueueQuestion): readonly Stage[] {
  if (claim === 'none') return ['under-review'];
  if (dueBefore !== null) return ['under-review', 'awaiting-signature'];
  return stages.filter((stage) => stage !== 'draft');
}

const late = (today: PlainDate) => sql`and a.due_on < ${today}::date
  and a.stage in ('under-review', 'awaiting-signature')`;

/** The conditions are written as the partial indexes have theirs, or those would not be used. */
const wanted = (asked: QueueQuestion) => sql`
  ${asked.claim === 'none' ? sql`and a.stage = 'under-review' and a.reviewer_id is null` : sql``}
  ${asked.dueBefore === null ? sql`` : late(asked.dueBefore)}
  ${narrowedTo(asked)}`;

const behind = ({ submittedAt, id }: QueuePlace) =>
  sql`and (a.submitted_at, a.id) > (${submittedAt}::timestamptz, ${id}::uuid)`;

const inOrder = sql`order by perishable desc, submitted_at, id`;

/**
 * A page of the queues of these offices: each office, stage and half (goods that spoil, and others)
 * is read from its own end of the index and no further than a page, so that a page costs the same
 * among thousand and million.
 */
function pageOfQueues(reach: Reach, asked: QueueQuestion) {
  const { after, limit } = asked;
  const half = (perishable: boolean) => sql`(
    select p.* from ${officesWithin(reach)} as o(office_id)
      cross join unnest(${sql.param([...stagesAsked(asked)])}::text[]) as s(stage)
      cross join lateral (
        select a.id, a.perishable, a.submitted_at from application a
        where a.office_id = o.office_id and a.stage = s.stage and a.perishable = ${perishable}
          and a.submitted_at is not null
          ${after?.perishable === perishable ? behind(after) : sql``} ${wanted(asked)}
        order by a.submitted_at, a.id limit ${limit}) p
    order by p.submitted_at, p.id limit ${limit})`;
  const halves =
    after?.perishable === false ? half(false) : sql`${half(true)} union all ${half(false)}`;
  return sql`select id from (${halves}) q ${inOrder} limit ${limit}`;
}

/** A page of the cases that one officer has: claimed, asked back, or waiting for his signature. */
function pageOfOfficer(reach: Reach, asked: QueueQuestion, officer: string) {
  const { after, limit } = asked;
  const next = after
    ? sql`and (a.perishable < ${after.perishable}
        or (a.perishable = ${after.perishable} ${behind(after)}))`
    : sql``;
  const his = (condition: ReturnType<typeof sql>) => sql`
    select a.id, a.perishable, a.submitted_at from application a
    where ${condition} and a.office_id in (select o.office_id from ${officesWithin(reach)} as o(office_id))
      ${next} ${wanted(asked)}`;
  return sql`select id from (
    ${his(sql`a.reviewer_id = ${officer} and a.stage in ('under-review', 'query-raised')`)}
    union all
    ${his(sql`a.signing_officer_id = ${officer} and a.stage in ('awaiting-signature', 'needs-attention')`)}
    ) q ${inOrder} limit ${limit}`;
}

/**
 * The queue of the offices in reach: goods that spoil first, then first in, first out. Empty for a
 * reach that is not of offices.
 */
export async function listOfOffices(
  database: Database,
  reach: Reach,
  asked: QueueQuestion,
): Promise<CaseSummary[]> {
  const { claim } = asked;
  const page =
    claim !== null && claim !== 'none'
      ? pageOfOfficer(reach, asked, claim.by)
      : pageOfQueues(reach, asked);
  return database
    .select(summaryColumns)
    .from(application)
    .where(sql`${application.id} in (${page})`)
    .orderBy(desc(application.perishable), application.submittedAt, application.id);
}
