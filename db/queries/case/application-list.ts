import { desc, sql } from 'drizzle-orm';
import type { Reach } from '../../../domain/authority/authorize.ts';
import type { Stage } from '../../../domain/stage.ts';
import type { Database } from '../../database.ts';
import { application } from '../../schema/schema.ts';

/** What a line of a list shows. */
export const summaryColumns = {
  id: application.id,
  iec: application.iec,
  scheme: application.scheme,
  purpose: application.purpose,
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
  dueOn: application.dueOn,
  perishable: application.perishable,
  escalatedAt: application.escalatedAt,
  reviewerId: application.reviewerId,
  reviewerName: sql<string | null>`(select p.name from account p
    where p.id = ${application.reviewerId})`.as('reviewer_name'),
  claimedAt: application.claimedAt,
};

export type Narrowing = {
  stage: Stage | null;
  office: string | null;
  iec: string | null;
  limit: number;
};

/** The same as conditions on the application `a`. */
export const narrowedTo = ({ stage, office, iec }: Narrowing) => sql`
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
    .select(summaryColumns)
    .from(application)
    .where(sql`${application.id} in ${page}`)
    .orderBy(desc(application.id));
}

export type CaseSummary = Awaited<ReturnType<typeof listOfExporters>>[number];
