import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { CooApplication } from '../../../domain/application/application.ts';
import type { Question } from '../../../domain/application/query.ts';
import type { Database, Fragment } from '../../database.ts';
import { jsonRow } from '../../driver-row.ts';
import { application, caseQuery } from '../../schema/schema.ts';
import type { CaseRow } from './case.ts';

export type CaseQuery = typeof caseQuery.$inferSelect;

/** The officer's questions, as part of the step that returns the case: the next round begins. */
export function queryRaised(
  { $client: client }: Database,
  { id, content }: CaseRow,
  asked: { round: number; questions: Question[]; by: string; at: Date; respondBy: Date },
): Fragment {
  const { by: raisedBy, at: raisedAt, ...rest } = asked;
  const row = {
    ...rest,
    applicationId: id,
    raisedBy,
    raisedAt,
    before: content,
    answer: content,
    answerRevision: 0,
    note: null,
    answeredBy: null,
    answeredAt: null,
  };
  return client`
    insert into case_query
    select query.* from moved, jsonb_populate_record(null::case_query, ${jsonRow(caseQuery, row)}) query
    returning round`;
}

/** The prepared answer, as part of the step that sends it. The step fails when it was changed meanwhile. */
export const queryAnswered = (
  { $client: client }: Database,
  { applicationId, round, answerRevision }: CaseQuery,
  sent: { by: string; at: Date; note: string | null },
): Fragment => client`
  update case_query set answered_by = ${sent.by}, answered_at = ${sent.at.toISOString()},
    note = ${sent.note},
    answer_revision = case answer_revision when ${answerRevision} then answer_revision end
  from moved where application_id = ${applicationId} and round = ${round}
  returning round`;

/** How many rounds a case has had. */
export const countCaseQueries = (database: Database, applicationId: string): Promise<number> =>
  database.$count(caseQuery, eq(caseQuery.applicationId, applicationId));

/** All rounds of a case, first round first. */
export function listCaseQueries(database: Database, applicationId: string): Promise<CaseQuery[]> {
  return database
    .select()
    .from(caseQuery)
    .where(eq(caseQuery.applicationId, applicationId))
    .orderBy(asc(caseQuery.round));
}

/** The round that waits for its answer; null when none does. */
export async function findOpenQuery(
  database: Database,
  applicationId: string,
): Promise<CaseQuery | null> {
  const [row] = await database
    .select()
    .from(caseQuery)
    .where(and(eq(caseQuery.applicationId, applicationId), isNull(caseQuery.answeredAt)));
  return row ?? null;
}

/** Keeps an answer that is being prepared; null when it was changed or sent meanwhile, or the case moved on. */
export async function replacePreparedAnswer(
  database: Database,
  prepared: { applicationId: string; round: number; answer: CooApplication; revision: number },
): Promise<CaseQuery | null> {
  const { applicationId, round, answer, revision } = prepared;
  const waits = sql`exists (select from ${application}
    where ${application.id} = ${applicationId} and ${application.stage} = 'query-raised')`;
  const [row] = await database
    .update(caseQuery)
    .set({ answer, answerRevision: revision + 1 })
    .where(
      and(
        eq(caseQuery.applicationId, applicationId),
        eq(caseQuery.round, round),
        eq(caseQuery.answerRevision, revision),
        isNull(caseQuery.answeredAt),
        waits,
      ),
    )
    .returning();
  return row ?? null;
}
