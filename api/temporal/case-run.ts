import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { type CaseKey, caseRunId } from '../../workflows/case/contract.ts';
import { inTime } from '../in-time.ts';
import { engineAway, problemOfMessage } from './message-problem.ts';

const deadlineMs = 5_000;

export type CaseRun = { workflowId: string; runId: string; status: string; historyEvents: number };

/** The newest run of a case, as the Temporal UI lists it; null when none was ever started. */
export async function readCaseRun(client: Client, one: CaseKey): Promise<CaseRun | null> {
  const handle = client.workflow.getHandle(caseRunId(one));
  try {
    const run = await inTime(deadlineMs, handle.describe());
    if (run === 'late') throw engineAway();
    const { workflowId, runId, status, historyLength } = run;
    return { workflowId, runId, status: status.name, historyEvents: historyLength };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw problemOfMessage(error);
  }
}
