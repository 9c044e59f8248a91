import { readCase, recordStep } from '../../db/queries/case.ts';
import { giveBackNumber } from '../../db/queries/certificate-number.ts';
import type { RejectionReason } from '../../db/schema/schema.ts';
import type { Actor } from '../../workflows/coo-application/contract.ts';
import type { Dependencies } from '../dependencies.ts';
import { agreed, type StepResult } from '../step-result.ts';
import { objectionToDecider } from './authority.ts';
import { takeFeeOf } from './fee.ts';

export type RecordRejectionInput = {
  applicationId: string;
  revision: number;
  by: Actor;
  reasons: RejectionReason[];
};

/** Ends the case with the officer's reasons; the fee for the examination is kept. Safe to repeat. */
export function createRecordRejection({ database }: Dependencies) {
  return async function recordRejection(input: RecordRejectionInput): Promise<StepResult> {
    const { applicationId, revision, by, reasons } = input;
    const { officeId, stage } = await readCase(database, applicationId);
    const refused = await objectionToDecider(database, officeId, by);
    if (refused) return { stage, revision, refused };
    const step = { applicationId, name: 'reject', revision, at: new Date() };
    const record = agreed(
      await recordStep(database, step, async (transaction, row) => {
        await takeFeeOf(transaction, row);
        await giveBackNumber(transaction, applicationId);
        return {
          set: { stage: 'rejected', rejection: reasons },
          event: { actor: by, action: 'reject', detail: { reasons } },
        };
      }),
    );
    return { stage: record.stage, revision: record.revision };
  };
}
