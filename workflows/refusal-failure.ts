import { ApplicationFailureCategory } from '@temporalio/common';
import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';
import { type FailureType, failureType, type RefusalDetail } from './failure.ts';

/** What the sender of a message is told that was not taken: an answer, not a fault of the run. */
export const refusalFailure = (
  detail: RefusalDetail,
  type: FailureType = failureType.rejected,
): ApplicationFailure =>
  ApplicationFailure.create({
    type,
    message: detail.message,
    details: [detail],
    nonRetryable: true,
    category: ApplicationFailureCategory.BENIGN,
  });

/** The plain reason in a failed activity's own words. */
export function reasonOf(error: unknown): string {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  return cause instanceof ApplicationFailure || cause instanceof Error
    ? cause.message
    : String(cause);
}
