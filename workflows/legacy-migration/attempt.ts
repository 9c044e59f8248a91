import { ApplicationFailure, condition, isCancellation } from '@temporalio/workflow';
import { exportChanged, stagingLost } from './contract.ts';
import { type Run, stumble } from './run.ts';

/** The innermost failure of ours, below those by which Temporal says where it happened. */
function innermost(error: unknown): ApplicationFailure | null {
  if (error instanceof ApplicationFailure) return error;
  return error instanceof Error ? innermost(error.cause) : null;
}

/** What a failure says in plain words. */
export const reasonIn = (error: unknown): string => innermost(error)?.message ?? String(error);

/** Whether the staged rows are gone, as after a crash of PostgreSQL. */
export const isStagingLost = (error: unknown): boolean => innermost(error)?.type === stagingLost;
/** Whether a file is not any more what was checked. */
export const isExportChanged = (error: unknown): boolean =>
  innermost(error)?.type === exportChanged;

/**
 * Does a step once the batch is not held up; when it cannot be done, waits until an operator has it
 * tried again. What asks for another step instead is thrown, and so is an abort.
 */
export async function attempt<T>(run: Run, step: string, act: () => Promise<T>): Promise<T> {
  for (;;) {
    await condition(() => !run.steering.paused);
    try {
      return await act();
    } catch (error) {
      if (isCancellation(error) || isStagingLost(error) || isExportChanged(error)) throw error;
      stumble(run, `could not ${step}: ${reasonIn(error)}`);
      await condition(() => run.trouble === null);
    }
  }
}
