import { desc, sql } from 'drizzle-orm';
import type { Reach } from '../../../domain/authority/authorize.ts';
import { type Stage, stages } from '../../../domain/stage.ts';
import type { Database } from '../../database.ts';
import { application } from '../../schema/schema.ts';

const columns = {
  id: application.id,
  iec: application.iec,
  scheme: application.scheme,
  officeId: application.officeId,
  stage: application.stage,
  revision: application.revision,
  consignee: sql<string>`${application.content} -> 'consignee' ->> 'name'`.as('consignee'),
  destination: sql<string>`${application.content} -> 'consignee' ->> 'country'`.as('destination'),
  waitingFor: application.waitingFor,
  certificateNumber: application.certificateNumber,
  createdAt: application.createdAt,
  updatedAt: application.updatedAt,
  submittedAt: application.submittedAt,
};

export type Narrowing = {
  stage: Stage | null;
  office: string | null;
  iec: string | null;
  limit: number;
};

const narrowedTo = ({ stage, office, iec }: Narrowing) => sql`
  ${stage === null ? sql`` : sql`and a.stage = ${stage}`}
  ${office === null ? sql`` : sql`and a.office_id = ${office}`}
  ${iec === null ? sql`` : sql`and a.iec = ${iec}`}`;

/**
 * My Applications: those of the exporters in reach, newest first, those after `before` (an id)
 * only. Ids rise with time. Each exporter is read from its own end of the index, no further than
 * a page. Empty for any other reach.
 */
export async function listOfExporters(
  database: Database,
  reach: Reach,
  asked: Narrowing & { before: string | null },
) {
  const iecs = reach.within === 'iec' ? [...reach.iecs] : [];
  const beyond = asked.before === null ? sql`` : sql`and a.id < ${asked.before}::uuid`;
  const page = sql`(select p.id from unnest(${sql.param(iecs)}::text[]) as e(iec) cross join lateral (
      select a.id from application a where a.iec = e.iec ${beyond} ${narrowedTo(asked)}
      order by a.id desc limit ${asked.limit}) p
    order by p.id desc limit ${asked.limit})`;
  return database
    .select(columns)
    .from(application)
    .where(sql`${application.id} in ${page}`)
    .orderBy(desc(application.id));
}

export type CaseSummary = Awaited<ReturnType<typeof listOfExporters>>[number];

/** Where a page of the queue begins: behind the case submitted then, with that id. */
export type QueuePlace = { submittedAt: string; id: string };

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

/**
 * The queue of the offices in reach, longest waiting first. Each office and stage is read from its
 * own end of the index and no further than a page, so that a page costs the same among thousand
 * and million. Drafts never are in it. Empty for a reach that is not of offices.
 */
export async function listOfOffices(
  database: Database,
  reach: Reach,
  asked: Narrowing & { after: QueuePlace | null },
): Promise<CaseSummary[]> {
  const { submittedAt, id } = asked.after ?? {};
  const told = stages.filter((stage) => stage !== 'draft');
  const queues = sql`${officesWithin(reach)} as o(office_id)
    cross join unnest(${sql.param(told)}::text[]) as s(stage)`;
  const beyond = asked.after
    ? sql`and (a.submitted_at, a.id) > (${submittedAt}::timestamptz, ${id}::uuid)`
    : sql``;
  const page = sql`(select p.id from ${queues} cross join lateral (
      select a.id, a.submitted_at from application a
      where a.office_id = o.office_id and a.stage = s.stage and a.submitted_at is not null
        ${beyond} ${narrowedTo(asked)}
      order by a.submitted_at, a.id limit ${asked.limit}) p
    order by p.submitted_at, p.id limit ${asked.limit})`;
  return database
    .select(columns)
    .from(application)
    .where(sql`${application.id} in ${page}`)
    .orderBy(application.submittedAt, application.id);
}
