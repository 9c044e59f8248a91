import { listKeysOfMerchant } from '../../db/queries/money/settlement/due.ts';
import { openMerchants } from '../../gateways/payment/order-merchants.ts';
import type { SettlementFile } from '../../gateways/payment/settlement.ts';
import type { MerchantDay, Waiting } from '../../workflows/settlement-reconciliation/contract.ts';
import type { Dependencies } from '../dependencies.ts';
import { overGateway } from '../failure.ts';

/** What asking for settlement files takes. */
export type OfSettlements = Pick<Dependencies, 'database' | 'paymentGateway' | 'masterKeys'>;

/**
 * A merchant's file of a day, believed, or why there is none: asked for with each of the keys that
 * the Merchant ID had, the newest first. Throws UpstreamUnavailable.
 */
export async function fetchFile(
  { database, paymentGateway, masterKeys }: OfSettlements,
  { merchantId, day }: MerchantDay,
): Promise<{ file: SettlementFile } | Waiting> {
  const sealed = await listKeysOfMerchant(database, merchantId);
  for (const merchant of openMerchants(sealed, masterKeys)) {
    const fetched = await overGateway(() => paymentGateway.settlementFile(merchant, day));
    switch (fetched.outcome) {
      case 'read':
        return { file: fetched.file };
      case 'unusable':
        return { waiting: `the file is ${fetched.reason}` };
      case 'not-ready':
        return { waiting: 'the file is not ready' };
      case 'refused':
        continue;
      default:
        return fetched satisfies never;
    }
  }
  return { waiting: 'the gateway refuses the Merchant ID or its checksum key' };
}
