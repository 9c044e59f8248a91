import type { RevisionStale, StepRecord } from '../db/queries/case/case.ts';
import type { StepState } from '../workflows/case/contract.ts';
import type { RefusalDetail } from '../workflows/failure.ts';
import { corrupt } from './failure.ts';

/** Where the case stands after a step; `refused` when the step was asked for but not granted. */
export type StepResult = StepState & { refused?: RefusalDetail };

export const refusal = (code: string, message: string): RefusalDetail => ({
  code,
  message,
  pointer: null,
  reasoning: [],
});

/** A run and its record always agree on the revision; when they do not, a person must look. */
export function agreed(record: StepRecord | RevisionStale): StepRecord {
  if ('staleRevision' in record) {
    throw corrupt(`the record stands at revision ${record.staleRevision}, the run does not`);
  }
  return record;
}

/** What a run is told of a step. */
export const stepResult = ({
  stage,
  revision,
  respondBy,
  refused,
}: Omit<StepRecord, 'detail'>): StepResult => ({
  stage,
  revision,
  ...(respondBy ? { respondBy: respondBy.toISOString() } : {}),
  ...(refused ? { refused } : {}),
});
