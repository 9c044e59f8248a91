import { readAskedCase, recordStep } from '../../db/queries/case/case.ts';
import type { PaymentMethod } from '../../db/schema/schema.ts';
import type { Actor, StepState } from '../../workflows/case/contract.ts';
import type { RefusalDetail } from '../../workflows/failure.ts';
import type { Dependencies } from '../dependencies.ts';
import { refusal } from '../step-result.ts';
import { objectionTo } from './authority.ts';
import { sheetsClosedTo } from './closed-sheets.ts';
import { declaredBy } from './declared.ts';

export type RecordSubmissionInput = {
  applicationId: string;
  by: Actor;
  expectedRevision: number;
  paymentMethod?: PaymentMethod | undefined;
  declaration?: { signature: string } | undefined;
};

/**
 * Turns the draft into a submitted case, so that its page shows it from then on.
 * Safe to repeat. Refuses when the draft was edited or submitted by another since it was seen,
 * when the sender may not submit for the exporter, and when he did not sign what he has to sign.
 */
export function createRecordSubmission(dependencies: Dependencies) {
  const { database } = dependencies;
  return async function recordSubmission(
    input: RecordSubmissionInput,
  ): Promise<(StepState & { stage: 'submitted' }) | { refused: RefusalDetail }> {
    const { applicationId, by, paymentMethod } = input;
    const at = new Date();
    const step = { applicationId, name: 'submit', revision: input.expectedRevision, at };
    const record = await recordStep(
      database,
      step,
      async (row) => {
        if (row.stage !== 'draft') throw new Error(`a case in stage ${row.stage} is no draft`);
        const refused =
          objectionTo(by, 'submit', row) ??
          (paymentMethod === 'wallet' ? objectionTo(by, 'use-wallet', row) : null);
        if (refused) return { refused };
        const closed = await sheetsClosedTo(database, by, row.content);
        if (closed) return { refused: closed };
        const declared = await declaredBy(dependencies, row, input);
        if ('refused' in declared) return declared;
        const detail = { ...(paymentMethod && { paymentMethod }), ...declared };
        return {
          set: { stage: 'submitted', paymentMethod: paymentMethod ?? null, submittedAt: at },
          event: { actor: by, action: 'submit', detail },
        };
      },
      () => readAskedCase(database, applicationId, by.accountId),
    );
    if ('staleRevision' in record) {
      const message = `The draft has moved on to revision ${record.staleRevision}. Look at it again, then submit.`;
      return { refused: refusal('revision-stale', message) };
    }
    if (record.refused) return { refused: record.refused };
    return { stage: 'submitted', revision: input.expectedRevision + 1 };
  };
}
