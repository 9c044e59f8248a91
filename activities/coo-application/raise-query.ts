import { readAskedCase, recordStep } from '../../db/queries/case/case.ts';
import { countCaseQueries, queryRaised } from '../../db/queries/case/case-query.ts';
import type { Question } from '../../domain/application/query.ts';
import { respondBy } from '../../domain/application/response-time.ts';
import type { Actor } from '../../workflows/case/contract.ts';
import type { Dependencies } from '../dependencies.ts';
import { agreed, type StepResult, stepResult } from '../step-result.ts';
import { objectionTo } from './authority.ts';
import { overClaim, reviewed } from './reviewed.ts';

export type RaiseQueryInput = {
  applicationId: string;
  revision: number;
  by: Actor;
  questions: Question[];
};

/** Returns the case to the exporter with the officer's questions, for a time. Safe to repeat. */
export function createRaiseQuery({ database }: Pick<Dependencies, 'database'>) {
  return async function raiseQuery(input: RaiseQueryInput): Promise<StepResult> {
    const { applicationId, revision, by, questions } = input;
    const at = new Date();
    const until = new Date(respondBy('query-raised', at.getTime()));
    const step = { applicationId, name: 'raise-query', revision, at };
    const record = await recordStep(
      database,
      step,
      async (row) => {
        const refused = objectionTo(by, 'raise-query', row);
        if (refused) return { refused };
        const round = (await countCaseQueries(database, applicationId)) + 1;
        const asked = { round, questions, by: by.accountId, at, respondBy: until };
        return {
          set: { stage: 'query-raised', respondBy: until, ...reviewed(row, by, at) },
          event: {
            actor: by,
            action: 'raise-query',
            detail: {
              round,
              questions,
              respondBy: until.toISOString(),
              ...overClaim(row, by),
            },
          },
          also: [queryRaised(database, row, asked)],
        };
      },
      () => readAskedCase(database, applicationId, by.accountId),
    );
    return stepResult(agreed(record));
  };
}
