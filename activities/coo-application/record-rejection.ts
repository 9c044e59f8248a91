import { readAskedCase, recordStep } from '../../db/queries/case/case.ts';
import { numberGivenBack } from '../../db/queries/certificate/certificate-number.ts';
import type { RejectionReason } from '../../db/schema/schema.ts';
import { feeOutcomeOf } from '../../domain/money/fee-outcome.ts';
import type { Actor } from '../../workflows/case/contract.ts';
import type { Dependencies } from '../dependencies.ts';
import { agreed, type StepResult, stepResult } from '../step-result.ts';
import { objectionTo } from './authority.ts';
import { feeEnded } from './fee.ts';
import { objectionToParentOf } from './parent.ts';
import { overClaim, reviewed } from './reviewed.ts';

export type RecordRejectionInput = {
  applicationId: string;
  revision: number;
  by: Actor;
  reasons: RejectionReason[];
};

/** Ends the case with the officer's reasons; the published table says what becomes of the fee. Safe to repeat. */
export function createRecordRejection({ database }: Dependencies) {
  return async function recordRejection(input: RecordRejectionInput): Promise<StepResult> {
    const { applicationId, revision, by, reasons } = input;
    const step = { applicationId, name: 'reject', revision, at: new Date() };
    const record = agreed(
      await recordStep(
        database,
        step,
        async (row) => {
          const refused = objectionTo(by, 'reject', row);
          if (refused) return { refused };
          const gone = await objectionToParentOf(database, row, step.at);
          const fee = gone ? feeOutcomeOf('parent-not-in-force') : feeOutcomeOf('rejected', row);
          return {
            set: {
              stage: 'rejected',
              rejection: reasons,
              ...reviewed(row, by, step.at),
              decidedAt: step.at,
            },
            event: { actor: by, action: 'reject', detail: { reasons, ...overClaim(row, by) } },
            also: [...feeEnded(database, row, fee), numberGivenBack(database)],
          };
        },
        () => readAskedCase(database, applicationId, by.accountId),
      ),
    );
    return stepResult(record);
  };
}
