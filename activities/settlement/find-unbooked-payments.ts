import { findSettlementFile } from '../../db/queries/money/settlement/file.ts';
import { readLineFacts } from '../../db/queries/money/settlement/line-facts.ts';
import type { MerchantDay, Waiting } from '../../workflows/settlement-reconciliation/contract.ts';
import { fetchFile, type OfSettlements } from './fetch-file.ts';

/** So many orders are asked about before a file is taken; more than a day's lost notices. */
const atMost = 500;

/**
 * Finds the orders that a day's file settles and that have brought no money here, so that the gateway
 * can be asked about them before they are called a difference. Nothing is written. Throws
 * UpstreamUnavailable.
 */
export function createFindUnbookedPayments(dependencies: OfSettlements) {
  return async function findUnbookedPayments(
    input: MerchantDay,
  ): Promise<{ orderIds: string[] } | Waiting> {
    const { database } = dependencies;
    if (await findSettlementFile(database, input.merchantId, input.day)) return { orderIds: [] };
    const fetched = await fetchFile(dependencies, input);
    if ('waiting' in fetched) return fetched;
    const { lines } = fetched.file;
    const facts = await readLineFacts(database, input.merchantId, lines);
    const orderOf = new Map(lines.map(({ number, orderId }) => [number, orderId]));
    const unbooked = facts.filter((one) => one.unpaidOrder && one.known?.isOwn && !one.disputeId);
    const orderIds = unbooked.flatMap(({ number }) => orderOf.get(number) ?? []);
    return { orderIds: [...new Set(orderIds)].slice(0, atMost) };
  };
}
