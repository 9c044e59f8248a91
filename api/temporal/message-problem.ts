import { ServiceError, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { z } from 'zod';
import { failureType } from '../../workflows/failure.ts';
import { isProblemCode } from '../problem/catalogue.ts';
import { problem, refusalProblem } from '../problem/problem.ts';

const refusalDetail = z.object({
  code: z.string(),
  message: z.string(),
  pointer: z.string().nullable(),
  reasoning: z.array(
    z.object({
      rule: z.string(),
      source: z.string(),
      inputs: z.record(z.string(), z.string()),
      result: z.string(),
      satisfied: z.boolean(),
    }),
  ),
});

const away = (detail: string) =>
  problem('temporarily-unavailable', detail, { retryAfterSeconds: 5 });

export const engineAway = () => away('The process engine cannot be reached.');

/** The innermost failure with a type of ours. */
function applicationFailure(error: unknown): ApplicationFailure | null {
  if (error instanceof ApplicationFailure) return error;
  return error instanceof Error ? applicationFailure(error.cause) : null;
}

/** A refusal's own code, where the catalogue has it; else it is one of the rules of origin. */
function problemOfRefusal(failure: ApplicationFailure): Error {
  const detail = refusalDetail.safeParse(failure.details?.[0]);
  if (!detail.success) return problem('case-moved-on', failure.message);
  const { code, message } = detail.data;
  return isProblemCode(code) ? problem(code, message) : refusalProblem([detail.data]);
}

function problemOfFailure(failure: ApplicationFailure): Error {
  switch (failure.type) {
    case failureType.rejected:
    case failureType.conflict:
      return problemOfRefusal(failure);
    case failureType.unauthorised:
      return problem('not-authorised', failure.message);
    case failureType.upstreamUnavailable:
      return away(failure.message);
    default:
      return failure;
  }
}

/** What a caller is told of an error that sending a message ended with. */
export function problemOfMessage(error: unknown): unknown {
  if (error instanceof WorkflowNotFoundError) {
    return problem('case-moved-on', 'No process is waiting for this: the case is closed.');
  }
  if (error instanceof WorkflowUpdateFailedError) {
    const failure = applicationFailure(error);
    return failure ? problemOfFailure(failure) : error;
  }
  return error instanceof ServiceError ? engineAway() : error;
}
