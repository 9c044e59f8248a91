import { readAskedCase, recordStep } from '../../db/queries/case/case.ts';
import type { Actor } from '../../workflows/case/contract.ts';
import type { Dependencies } from '../dependencies.ts';
import { type StepResult, stepResult } from '../step-result.ts';
import { objectionTo } from './authority.ts';

export type RecordAttentionInput = {
  applicationId: string;
  revision: number;
  step: string;
  reason: string;
};

/**
 * Parks a case on the record. Takes the record's own revision where the run's is another: that may
 * be the very fault that a person has to look at.
 */
export function createRecordAttention({ database }: Pick<Dependencies, 'database'>) {
  return async function recordAttention(input: RecordAttentionInput): Promise<StepResult> {
    const { applicationId, step, reason } = input;
    const at = new Date();
    const park = (revision: number) =>
      recordStep(database, { applicationId, name: 'park', revision, at }, (row) => ({
        set: { stage: 'needs-attention', attention: { step, reason, stage: row.stage } },
        event: { actor: 'system', action: 'park', detail: { step, reason } },
      }));
    const record = await park(input.revision);
    if (!('staleRevision' in record)) return stepResult(record);
    const again = await park(record.staleRevision);
    if ('staleRevision' in again) throw new Error('the record moved while the case was parked');
    return stepResult(again);
  };
}

export type RecordResumptionInput = {
  applicationId: string;
  revision: number;
  by: Actor;
  note: string;
};

/** Lets a parked case go back to the stage where it stood. Only for DGFT operations. */
export function createRecordResumption({ database }: Pick<Dependencies, 'database'>) {
  return async function recordResumption(input: RecordResumptionInput): Promise<StepResult> {
    const { applicationId, revision, by, note } = input;
    const step = { applicationId, name: 'resume', revision, at: new Date() };
    const record = await recordStep(
      database,
      step,
      (row) => {
        const refused = objectionTo(by, 'resume', row);
        if (refused) return { refused };
        if (!row.attention) throw new Error(`the case ${row.id} is not parked`);
        return {
          set: { stage: row.attention.stage, attention: null },
          event: { actor: by, action: 'resume', detail: { note } },
        };
      },
      () => readAskedCase(database, applicationId, by.accountId),
    );
    if ('staleRevision' in record) throw new Error('the record moved while the case was parked');
    return stepResult(record);
  };
}
