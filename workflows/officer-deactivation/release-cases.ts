import { getExternalWorkflowHandle, isCancellation, log } from '@temporalio/workflow';
import { release } from '../case/contract.ts';
import { cooApplicationId } from '../coo-application/contract.ts';

/** The server takes two thousand unanswered signals from one run. */
const atOnce = 200;

/** Tells cases that the officer who was to sign them may do so no more; each looks for itself. */
export async function tellCases(
  cases: readonly { applicationId: string; officerId: string }[],
): Promise<void> {
  for (let at = 0; at < cases.length; at += atOnce) {
    await Promise.all(cases.slice(at, at + atOnce).map(tell));
  }
}

/** A case that has closed meanwhile needs no telling. */
async function tell({ applicationId, officerId }: { applicationId: string; officerId: string }) {
  try {
    const handle = getExternalWorkflowHandle(cooApplicationId(applicationId));
    await handle.signal(release, { officer: officerId });
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.warn('A case could not be told that its officer signs no more', { applicationId });
  }
}
