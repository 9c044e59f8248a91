import { type Client, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';
import { inTime } from '../in-time.ts';
import { engineAway, problemOfMessage } from './message-problem.ts';

const deadlineMs = 10_000;
const probeMs = 1_000;

/** `unknown`: no answer in time; the message may still take effect, asking again is safe. */
export type Sent<State> = { outcome: 'done'; state: State } | { outcome: 'unknown' };

/** Tells an engine that is away, which took nothing, from one whose answer is late. */
async function answers(client: Client): Promise<boolean> {
  const asked = client.workflowService.getSystemInfo({}).then(
    () => true,
    () => false,
  );
  return (await inTime(probeMs, asked)) === true;
}

/**
 * Sends an update and waits ten seconds for its outcome. The client retries a server that is away
 * beyond any deadline, so time is kept here too. Throws the problem that a refusal means.
 */
export async function sendInTime<State>(
  client: Client,
  send: () => Promise<State>,
): Promise<Sent<State>> {
  try {
    const sent = client.withDeadline(Date.now() + deadlineMs, send);
    const state = await inTime(deadlineMs, sent);
    if (state !== 'late') return { outcome: 'done', state };
  } catch (error) {
    if (!(error instanceof WorkflowUpdateRPCTimeoutOrCancelledError)) throw problemOfMessage(error);
  }
  if (!(await answers(client))) throw engineAway();
  return { outcome: 'unknown' };
}
