import { getExternalWorkflowHandle, isCancellation, log } from '@temporalio/workflow';
import type { CasePurpose } from '../../domain/application/purpose.ts';
import { caseRunId, release } from '../case/contract.ts';

/** A case to be told. What was found before there were requests says nothing of its purpose. */
export type CaseToTell = { applicationId: string; officerId: string; purpose?: CasePurpose };

/** The server takes two thousand unanswered signals from one run. */
const atOnce = 200;

/** Tells cases that the officer who was to sign them may do so no more; each looks for itself. */
export async function tellCases(cases: readonly CaseToTell[]): Promise<void> {
  for (let at = 0; at < cases.length; at += atOnce) {
    await Promise.all(cases.slice(at, at + atOnce).map(tell));
  }
}

/** A case that has closed meanwhile needs no telling. */
async function tell({ applicationId, officerId, purpose = 'original' }: CaseToTell) {
  try {
    const handle = getExternalWorkflowHandle(caseRunId({ id: applicationId, purpose }));
    await handle.signal(release, { officer: officerId });
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.warn('A case could not be told that its officer signs no more', { applicationId });
  }
}
