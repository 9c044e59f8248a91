import { sleep, startChild, uuid4, workflowInfo } from '@temporalio/workflow';
import {
  type AccountMessageInput,
  accountMessageId,
  accountMessageName,
  type NoticeOfOthers,
} from '../account-message/contract.ts';
import { carryOut } from '../carry-out.ts';
import * as contract from './contract.ts';
import { tellCases } from './release-cases.ts';
import * as steps from './steps.ts';

/** An approval that was under way when the officer was deactivated is on record by then. */
const untilApprovalsHaveLanded = '1 minute';

/**
 * Deactivates an officer: access ends before the sender is answered, then the officer is told, and the
 * cases that only he could sign go back to their office's queue, however long that takes (R45).
 */
export async function officerDeactivation(
  input: contract.OfficerInput,
): Promise<{ released: number }> {
  const { officerId } = input;
  const step = workflowInfo().workflowId;
  let isChanged = false;
  const done = await carryOut(contract.deactivate, 'The administrator deactivates', async (ask) => {
    const outcome = await steps.deactivateOfficer({ officerId, by: ask.by, step });
    if ('refused' in outcome) return outcome;
    isChanged = outcome.changed;
    return { active: outcome.active };
  });
  if (isChanged) await tellOfficer(officerId, 'account-deactivated');
  return { released: done ? await releaseCases(officerId) : 0 };
}

/** Maps an officer to offices; cases of an office that he leaves go back to its queue (R45). */
export async function officerRemapping(
  input: contract.OfficerInput,
): Promise<{ released: number }> {
  const { officerId } = input;
  const step = workflowInfo().workflowId;
  let isChanged = false;
  const done = await carryOut(contract.mapOffices, 'The administrator maps', async (ask) => {
    const outcome = await steps.mapOfficer({ officerId, by: ask.by, offices: ask.offices, step });
    if ('refused' in outcome) return outcome;
    isChanged = outcome.changed;
    return { offices: outcome.offices };
  });
  if (isChanged) await tellOfficer(officerId, 'offices-changed');
  return { released: done ? await releaseCases(officerId) : 0 };
}

/** A run of its own, so that a mail server that is away holds up no case. */
async function tellOfficer(accountId: string, notice: NoticeOfOthers): Promise<void> {
  await startChild<(input: AccountMessageInput) => Promise<unknown>>(accountMessageName, {
    workflowId: accountMessageId(uuid4()),
    parentClosePolicy: 'ABANDON',
    args: [{ kind: 'notice', accountId, notice, to: null }],
  });
}

/** Tells each case once: a signal waits with its case, also with one that is parked. */
async function releaseCases(officerId: string): Promise<number> {
  const told = new Set<string>();
  for (let round = 1; ; round += 1) {
    const { applicationIds, requests = [] } = await steps.listCasesToRelease({ officerId });
    const applications = applicationIds.map((id) => ({ id, purpose: 'original' as const }));
    const fresh = [...applications, ...requests].filter(({ id }) => !told.has(id));
    if (round > 1 && fresh.length === 0) return told.size;
    await tellCases(fresh.map(({ id, purpose }) => ({ applicationId: id, purpose, officerId })));
    for (const { id } of fresh) told.add(id);
    await sleep(untilApprovalsHaveLanded);
  }
}
