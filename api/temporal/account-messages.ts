import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import {
  type AccountMessageInput,
  type AccountNotice,
  accountMessageId,
  accountMessageName,
} from '../../workflows/account-message/contract.ts';
import { caseTaskQueue } from '../../workflows/case/contract.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { inTime } from '../in-time.ts';
import { engineAway, problemOfMessage } from './message-problem.ts';

const deadlineMs = 5_000;
/** A notice follows what has happened already; its sender does not wait for it. */
const noticeDeadlineMs = 60_000;

async function start(client: Client, input: AccountMessageInput, ms: number): Promise<void> {
  const started = client.withDeadline(Date.now() + ms, () =>
    client.workflow.start(accountMessageName, {
      workflowId: accountMessageId(randomUUID()),
      taskQueue: caseTaskQueue,
      args: [input],
    }),
  );
  if ((await inTime(ms, started)) === 'late') throw engineAway();
}

/** Sees to it that a message is sent. Throws `temporarily-unavailable` when nothing was begun. */
export async function sendAccountMessage(
  { temporal }: Pick<ApiDependencies, 'temporal'>,
  input: AccountMessageInput,
): Promise<void> {
  try {
    await start(temporal, input, deadlineMs);
  } catch (error) {
    throw problemOfMessage(error);
  }
}

/**
 * Tells the owner what was changed, `to` his former address where that is what changed. The change
 * stands whether or not he can be told; the log says when he could not.
 */
export function tellOwner(
  { temporal, logger }: Pick<ApiDependencies, 'temporal' | 'logger'>,
  {
    accountId,
    notice,
    to = null,
  }: { accountId: string; notice: AccountNotice; to?: string | null },
): void {
  const input = { kind: 'notice' as const, accountId, notice, to };
  start(temporal, input, noticeDeadlineMs).catch((error) =>
    logger.error({ err: error, notice }, 'the owner of an account could not be told of a change'),
  );
}
