import { continueAsNew } from '@temporalio/workflow';
import type { DgftSyncOutcome } from './contract.ts';
import * as steps from './steps.ts';

/** Some thousand events: far from the limit of a history, and a hundred thousand changes. */
const mostPages = 1_000;

type Step = () => Promise<{ read: number; changed: number; more: boolean }>;

/**
 * Brings accounts, firms, agencies and holidays to what DGFT has (R11, R13). Each list goes on where
 * it was left, so that a run may be repeated, woken early or left out without harm; one that cannot
 * be read holds up no other.
 */
export async function dgftSync(): Promise<DgftSyncOutcome> {
  const [firms, accounts, agencies, holidays] = await Promise.all([
    readOn(steps.syncFirms),
    readOn(steps.syncAccounts),
    readOn(steps.syncAgencies),
    readOn(steps.syncHolidays),
  ]);
  if (firms.more || accounts.more) return continueAsNew<typeof dgftSync>();
  return {
    firms: numbersOf(firms),
    accounts: numbersOf(accounts),
    agencies: numbersOf(agencies),
    holidays: numbersOf(holidays),
  };
}

/** Page after page until there is no more, or the history grows too long. */
async function readOn(step: Step): Promise<{ read: number; changed: number; more: boolean }> {
  const total = { read: 0, changed: 0, more: true };
  for (let pages = 0; total.more && pages < mostPages; pages++) {
    const { read, changed, more } = await step();
    total.read += read;
    total.changed += changed;
    total.more = more;
  }
  return total;
}

const numbersOf = ({ read, changed }: { read: number; changed: number }) => ({ read, changed });
