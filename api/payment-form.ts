import type { PaymentOrder } from '../db/queries/money/payment/order.ts';
import { listMerchantsOfOrder } from '../db/queries/office/office-merchant.ts';
import { paymentRequest } from '../gateways/payment/message.ts';
import { openMerchants } from '../gateways/payment/order-merchants.ts';
import type { ApiDependencies } from './dependencies.ts';

/** What a browser posts to the gateway to pay an order, under the merchant it was opened under. */
export async function paymentFormOf(
  api: Pick<ApiDependencies, 'database' | 'masterKeys' | 'publicUrl' | 'paymentGatewayUrl'>,
  order: PaymentOrder,
): Promise<{ url: string; msg: string }> {
  const sealed = await listMerchantsOfOrder(api.database, order);
  const [merchant] = openMerchants(sealed, api.masterKeys);
  if (!merchant) throw new Error(`the order ${order.id} has no merchant`);
  const msg = paymentRequest(merchant, {
    orderId: order.id,
    amountPaise: order.amountPaise,
    returnUrl: `${api.publicUrl}/api/v1/payments/return`,
    additional: [],
  });
  return { url: `${api.paymentGatewayUrl}/pay`, msg };
}
