import {
  executeChild,
  isCancellation,
  log,
  setCurrentDetails,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import { cooAgency, cooOffice, settlementState } from '../search-attributes.ts';
import {
  type DueMerchant,
  merchantSettlementId,
  merchantSettlementName,
  type TakenFile,
  type Waiting,
} from './contract.ts';
import * as steps from './steps.ts';

const atOnce = 10;

/**
 * Takes the gateway's settlement files of all Merchant IDs, every day not taken yet, so that an
 * outage is caught up; then tells those whom differences concern. A merchant that cannot be settled
 * holds up no other. The run itself never fails.
 */
export async function settlementReconciliation(): Promise<{ merchants: number; failed: number }> {
  const { merchants } = await steps.findSettlingMerchants();
  const failed = await inBatches(merchants, settle);
  const { agencies, credits } = await steps.findSettlementLetters();
  await inBatches(agencies, (agency) => steps.tellOfDifferences({ agency }));
  await inBatches(credits, (differenceId) => steps.tellOfCredit({ differenceId }));
  setCurrentDetails(`${merchants.length} Merchant IDs, ${failed} of them left for the next run.`);
  return { merchants: merchants.length, failed };
}

const settle = (merchant: DueMerchant) =>
  executeChild(merchantSettlementName, {
    workflowId: merchantSettlementId(merchant.merchantId),
    args: [merchant],
    staticSummary: `Settlement of ${merchant.merchantId}, ${merchant.officeId}`,
    typedSearchAttributes: [
      { key: cooAgency, value: merchant.agency },
      { key: cooOffice, value: merchant.officeId },
    ],
  });

/** Does the work for each, some at once, and gives for how many it failed. */
async function inBatches<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
): Promise<number> {
  let failed = 0;
  for (let at = 0; at < items.length; at += atOnce) {
    const done = await Promise.all(
      items.slice(at, at + atOnce).map((item) => attempt(() => work(item))),
    );
    failed += done.filter((outcome) => outcome === null).length;
  }
  return failed;
}

async function attempt<Result>(work: () => Promise<Result>): Promise<{ result: Result } | null> {
  try {
    return { result: await work() };
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.warn('A part of the settlement is left for the next run', { reason: String(error) });
    return null;
  }
}

/**
 * Takes one Merchant ID's files, the oldest day first, each after the gateway has been asked about
 * orders that it settles and that are not paid here. A file that is not to be had is noted for
 * people and leaves the other days as they are; while the gateway is away none is asked for.
 */
export async function merchantSettlement(merchant: DueMerchant): Promise<{ taken: number }> {
  const { merchantId, days } = merchant;
  let [taken, lines, matched, waiting] = [0, 0, 0, 0];
  for (const day of days) {
    const file = await attempt(() => takeDay({ merchantId, day }));
    const outcome = file?.result ?? { waiting: 'the gateway is away' };
    if ('waiting' in outcome) {
      waiting += 1;
      await steps.noteSettlementWait({ merchantId, day, waiting: outcome.waiting });
    } else {
      taken += 1;
      lines += outcome.lines;
      matched += outcome.matched;
    }
    if (file === null) break;
  }
  const { overdue } = await steps.reviewUnsettled({ merchantId });
  const differing = lines - matched + overdue;
  const state = waiting > 0 ? 'waiting' : differing > 0 ? 'differences' : 'settled';
  upsertSearchAttributes([{ key: settlementState, value: state }]);
  setCurrentDetails(
    `${taken} files taken with ${lines} lines, ${matched} of them matched; ${overdue} overdue, ${waiting} files not to be had.`,
  );
  return { taken };
}

async function takeDay(file: { merchantId: string; day: string }): Promise<TakenFile | Waiting> {
  const found = await steps.findUnbookedPayments(file);
  if ('waiting' in found) return found;
  await inBatches(found.orderIds, ask);
  return steps.takeSettlementFile(file);
}

/** What the gateway says of an order that its file settles: what it was paid comes in here, late. */
async function ask(orderId: string): Promise<void> {
  const settled = await steps.settleOrder({ orderId });
  if (settled.fate !== 'credited') return;
  await steps.tellOfLateMoney({ orderId, gatewayReference: settled.gatewayReference });
}
