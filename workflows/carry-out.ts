import type { UpdateDefinition } from '@temporalio/common';
import {
  ActivityFailure,
  ApplicationFailure,
  allHandlersFinished,
  condition,
  setHandler,
} from '@temporalio/workflow';
import { failureType, type RefusalDetail } from './failure.ts';
import { refusalFailure } from './refusal-failure.ts';

type Outcome<Result> = Result | { refused: RefusalDetail };

function failureOf(error: unknown): ApplicationFailure {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  return cause instanceof ApplicationFailure
    ? cause
    : ApplicationFailure.nonRetryable(String(cause), failureType.corrupt);
}

/**
 * Waits for the one message that a run was started with, carries it out and answers its sender.
 * Says whether it was done; what was refused has changed nothing.
 */
export async function carryOut<Input, Result>(
  definition: UpdateDefinition<Result, [Input]>,
  description: string,
  act: (input: Input) => Promise<Outcome<Result>>,
): Promise<boolean> {
  let wanted: { input: Input } | null = null;
  let answer: { result: Result } | { failure: ApplicationFailure } | null = null;
  setHandler(
    definition,
    async (input) => {
      wanted ??= { input };
      await condition(() => answer !== null);
      if (answer && 'result' in answer) return answer.result;
      throw answer?.failure;
    },
    { description },
  );
  await condition(() => wanted !== null);
  try {
    const outcome = await act((wanted as unknown as { input: Input }).input);
    const isRefused = typeof outcome === 'object' && outcome !== null && 'refused' in outcome;
    answer = isRefused
      ? { failure: refusalFailure(outcome.refused) }
      : { result: outcome as Result };
  } catch (error) {
    answer = { failure: failureOf(error) };
  }
  await condition(allHandlersFinished);
  return 'result' in answer;
}
