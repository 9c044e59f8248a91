import {
  ApplicationFailure,
  continueAsNew,
  isCancellation,
  log,
  workflowInfo,
} from '@temporalio/workflow';
import { failureType } from '../failure.ts';
import { tellCases } from '../officer-deactivation/release-cases.ts';
import { type DgftList, type DgftSyncOutcome, dgftLists } from './contract.ts';
import * as steps from './steps.ts';

type Page = { read: number; changed: number; more: boolean };
type Reading = Page & { failed: boolean };

const stepOf: Record<DgftList, () => Promise<Page>> = {
  firms: steps.syncFirms,
  accounts: steps.syncAccounts,
  agencies: steps.syncAgencies,
  holidays: steps.syncHolidays,
};

/**
 * Brings accounts, firms, agencies and holidays to what DGFT has (R11, R13). Each list goes on where
 * it was left, so that a run may be repeated, woken early or left out without harm. One that cannot
 * be read holds up no other: the run fails in the end, naming it, and the next one tries again.
 * Nobody signs for an agency that DGFT has made inactive: its approved cases go back to the queue (R40).
 */
export async function dgftSync(): Promise<DgftSyncOutcome> {
  const readings = await Promise.all(dgftLists.map(readOn));
  await tellCases((await steps.findCasesOfClosedAgencies()).cases);
  if (readings.some(({ more, failed }) => more && !failed)) return continueAsNew<typeof dgftSync>();
  const failed = dgftLists.filter((_, index) => readings[index]?.failed);
  if (failed.length > 0) {
    throw ApplicationFailure.nonRetryable(
      `These lists of DGFT could not be read: ${failed.join(', ')}`,
      failureType.upstreamUnavailable,
    );
  }
  const outcomes = dgftLists.map((list, index) => {
    const { read = 0, changed = 0 } = readings[index] ?? {};
    return [list, { read, changed }];
  });
  return Object.fromEntries(outcomes) as DgftSyncOutcome;
}

/** Page after page until there is no more, the list cannot be read, or the history grows long. */
async function readOn(list: DgftList): Promise<Reading> {
  const total: Reading = { read: 0, changed: 0, more: true, failed: false };
  try {
    while (total.more && !workflowInfo().continueAsNewSuggested) {
      const { read, changed, more } = await stepOf[list]();
      total.read += read;
      total.changed += changed;
      total.more = more;
    }
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.warn('A list of DGFT could not be read', { list });
    total.failed = true;
  }
  return total;
}
