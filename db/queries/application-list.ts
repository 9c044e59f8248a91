import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Stage } from '../../domain/stage.ts';
import type { Database } from '../database.ts';
import { application } from '../schema/schema.ts';

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

/** My Applications: the newest first, those after `before` (an id) only. Ids rise with time. */
export function listOfExporter(
  database: Database,
  asked: {
    iec: string;
    stages: Stage[] | null;
    office: string | null;
    before: string | null;
    limit: number;
  },
) {
  return database
    .select(columns)
    .from(application)
    .where(
      and(
        eq(application.iec, asked.iec),
        asked.stages ? inArray(application.stage, asked.stages) : undefined,
        asked.office ? eq(application.officeId, asked.office) : undefined,
        asked.before ? lt(application.id, asked.before) : undefined,
      ),
    )
    .orderBy(desc(application.id))
    .limit(asked.limit);
}

export type CaseSummary = Awaited<ReturnType<typeof listOfExporter>>[number];

/** Where a page of the queue begins: behind the case submitted then, with that id. */
export type QueuePlace = { submittedAt: string; id: string };

/**
 * The queue of offices, longest waiting first. Each office and stage is read from its own end of
 * the index and no further than a page, so that a page costs the same among thousand and million.
 */
export async function listOfOffices(
  database: Database,
  asked: { offices: string[]; stages: Stage[]; after: QueuePlace | null; limit: number },
): Promise<CaseSummary[]> {
  if (asked.offices.length === 0) return [];
  const { submittedAt, id } = asked.after ?? {};
  const queues = sql`unnest(${sql.param(asked.offices)}::text[]) as o(office_id)
    cross join unnest(${sql.param(asked.stages)}::text[]) as s(stage)`;
  const beyond = asked.after
    ? sql`and (a.submitted_at, a.id) > (${submittedAt}::timestamptz, ${id}::uuid)`
    : sql``;
  const page = sql`(select p.id from ${queues} cross join lateral (
      select a.id, a.submitted_at from application a
      where a.office_id = o.office_id and a.stage = s.stage and a.submitted_at is not null ${beyond}
      order by a.submitted_at, a.id limit ${asked.limit}) p
    order by p.submitted_at, p.id limit ${asked.limit})`;
  return database
    .select(columns)
    .from(application)
    .where(sql`${application.id} in ${page}`)
    .orderBy(application.submittedAt, application.id);
}
