import type { PaymentOrder } from '../../db/queries/money/payment/order.ts';
import { listMerchantsOfOrder } from '../../db/queries/office/office-merchant.ts';
import type { PaymentReply } from '../../gateways/payment/message.ts';
import { openMerchants } from '../../gateways/payment/order-merchants.ts';
import type { Dependencies } from '../dependencies.ts';
import { corrupt, overGateway } from '../failure.ts';

/** What asking about payments takes. */
export type OfPayments = Pick<Dependencies, 'database' | 'paymentGateway' | 'masterKeys'>;

/**
 * What the gateway says of an order, asked under the merchant that it was opened under; null when
 * it has no such order. Safe to repeat. Throws UpstreamUnavailable, and Corrupt when the gateway
 * takes none of the keys that the Merchant ID had since.
 */
export async function askGateway(
  { database, paymentGateway, masterKeys }: OfPayments,
  order: Pick<PaymentOrder, 'id' | 'officeId' | 'merchantVersion'>,
): Promise<PaymentReply | null> {
  const sealed = await listMerchantsOfOrder(database, order);
  for (const merchant of openMerchants(sealed, masterKeys)) {
    const query = await overGateway(() => paymentGateway.queryPayment(merchant, order.id));
    if (query.outcome !== 'refused') return query.outcome === 'found' ? query.reply : null;
  }
  throw corrupt(
    `the gateway refuses the Merchant ID or checksum key that the office ${order.officeId} had for the order ${order.id}`,
  );
}
