import { readScheme } from '../../db/queries/agreement/scheme-version.ts';
import {
  type AskedCase,
  type CaseChange,
  type CaseRow,
  readAskedCase,
  recordStep,
} from '../../db/queries/case/case.ts';
import { type CaseQuery, findOpenQuery, queryAnswered } from '../../db/queries/case/case-query.ts';
import { readParentOf } from '../../db/queries/certificate/parent.ts';
import { quoteCostSheets } from '../../db/queries/cost-sheet/quoted.ts';
import { listHolidays } from '../../db/queries/dgft/holiday.ts';
import { readOfficeCalendar } from '../../db/queries/office/calendar.ts';
import { findUnlisted } from '../../db/queries/reference/lists.ts';
import type { Scheme } from '../../domain/agreement/scheme.ts';
import { differences } from '../../domain/application/difference.ts';
import { unaskedChanges } from '../../domain/application/query.ts';
import type { Unlisted } from '../../domain/application/question.ts';
import { examineCase, type Parent } from '../../domain/application/request.ts';
import { indianDate } from '../../domain/calendar/indian-date.ts';
import type { QuotedCostSheet } from '../../domain/cost-sheet/product-cost-sheet.ts';
import type { Actor } from '../../workflows/case/contract.ts';
import type { RefusalDetail } from '../../workflows/failure.ts';
import type { Dependencies } from '../dependencies.ts';
import { corrupt } from '../failure.ts';
import { agreed, refusal, type StepResult, stepResult } from '../step-result.ts';
import { arrived } from './arrived.ts';
import { objectionTo } from './authority.ts';
import { sheetsClosedTo } from './closed-sheets.ts';
import { determined, versionsOf } from './determined.ts';

export type AnswerQueryInput = {
  applicationId: string;
  revision: number;
  by: Actor;
  /** Which revision of the prepared answer the sender saw. */
  answerRevision: number;
  note: string | null;
};

const changedMeanwhile = refusal(
  'answer-stale',
  'The answer was changed since you looked at it. Look at it again, then send it.',
);

/**
 * Takes the prepared answer up: only what was asked may have changed, and every rule is asked anew,
 * as at submission. Then the office has the case back. Safe to repeat. A refusal leaves the query
 * open and the answer as it was prepared.
 */
export function createAnswerQuery({ database }: Pick<Dependencies, 'database'>) {
  return async function answerQuery(input: AnswerQueryInput): Promise<StepResult> {
    const { applicationId, revision, by, answerRevision, note } = input;
    const at = new Date();
    const step = { applicationId, name: 'answer-query', revision, at };
    const record = await recordStep(
      database,
      step,
      async (row): Promise<CaseChange | { refused: RefusalDetail }> => {
        const query = await findOpenQuery(database, applicationId);
        const objection = objectionTo(by, 'answer-query', row);
        if (objection) return { refused: objection };
        if (!query) throw corrupt(`the case ${applicationId} waits for an answer to no query`);
        if (query.answerRevision !== answerRevision) return { refused: changedMeanwhile };
        const closed = await sheetsClosedTo(database, by, query.answer);
        if (closed) return { refused: closed };
        const today = indianDate(at.toISOString());
        const named = { iec: row.iec, content: query.answer };
        const costSheets = await quoteCostSheets(database, named);
        const answered = takeUp(row, query, {
          today,
          scheme: await readScheme(database, row.scheme, row.schemeVersion),
          holidays: await listHolidays(database),
          parent: await readParentOf(database, row),
          costSheets,
          unlisted: await findUnlisted(database, query.answer, { costSheets, today }),
        });
        if ('refused' in answered) return answered;
        const changes = differences(query.before, query.answer).map(({ pointer }) => pointer);
        return {
          set: {
            stage: 'under-review',
            respondBy: null,
            ...answered,
            ...arrived(answered.content, at, await readOfficeCalendar(database, row.officeId)),
          },
          event: {
            actor: by,
            action: 'answer-query',
            detail: { round: query.round, changes, ...versionsOf(answered.costSheets ?? []) },
          },
          also: [queryAnswered(database, query, { by: by.accountId, at, note })],
        };
      },
      () => readAskedCase(database, applicationId, by.accountId),
    );
    return stepResult(agreed(record));
  };
}

type Known = {
  today: string;
  /** As the version that the case was decided under. */
  scheme: Scheme | null;
  holidays: string[];
  parent: Parent | null;
  costSheets: QuotedCostSheet[];
  unlisted: Unlisted;
};

/** The application as answered, with its origin determined anew. */
function takeUp(
  row: AskedCase,
  { before, answer, questions }: CaseQuery,
  { parent, ...known }: Known,
):
  | Pick<CaseRow, 'content' | 'endorsements' | 'origin' | 'costSheets'>
  | { refused: RefusalDetail } {
  const [unasked] = unaskedChanges(before, answer, questions);
  if (unasked) {
    const message = `Nobody asked for a change of ${unasked.pointer}. Put it back as it was, or withdraw and apply anew.`;
    return { refused: { ...refusal('change-not-asked', message), pointer: unasked.pointer } };
  }
  const examined = examineCase(
    { application: answer, exporter: row.exporter, ...known },
    { purpose: row.purpose, parent },
  );
  const [refused] = examined.refusals;
  if (refused) return { refused };
  return { content: answer, ...determined(examined), costSheets: known.costSheets };
}
