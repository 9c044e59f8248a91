import { type PaymentOrder, readPaymentOrder } from '../../db/queries/money/payment/order.ts';
import type { PlacedRefund, RefundPartRow } from '../../db/queries/money/payment/refund.ts';
import { listMerchantsOfOrder } from '../../db/queries/office/office-merchant.ts';
import type { Merchant } from '../../gateways/payment/message.ts';
import { openMerchants } from '../../gateways/payment/order-merchants.ts';
import type { RefundAnswer, RefundOrder, RefundReply } from '../../gateways/payment/refund.ts';
import { corrupt, overGateway } from '../failure.ts';
import type { OfPayments } from '../payment/ask-gateway.ts';

const disputed = (reason: string): RefundAnswer => ({ outcome: 'disputed', reason });

/** When the gateway says the payment was made; null when it knows no such payment any more. */
async function paymentTime(
  { paymentGateway }: OfPayments,
  merchant: Merchant,
  order: RefundOrder,
): Promise<string | null> {
  const query = await overGateway(() => paymentGateway.queryPayment(merchant, order.orderId));
  if (query.outcome !== 'found') return null;
  const { outcome, transactionId, amountPaise, at } = query.reply;
  const isSame = transactionId === order.transactionId && amountPaise === order.paidPaise;
  return outcome === 'paid' && isSame ? at : null;
}

/** Asks what became of the refund; of one that the gateway was never asked for, asks for it. */
async function askAs(
  payments: OfPayments,
  merchant: Merchant,
  order: RefundOrder,
  askedAt: Date,
): Promise<RefundReply> {
  const { paymentGateway } = payments;
  const known = await overGateway(() => paymentGateway.queryRefund(merchant, order));
  if (known.outcome !== 'unknown') return known;
  const paidAt = await paymentTime(payments, merchant, order);
  if (paidAt === null) return disputed('The gateway does not know this payment as it was paid.');
  return overGateway(() => paymentGateway.askRefund(merchant, order, { paidAt, askedAt }));
}

/** The payment as the gateway knows it. Throws Corrupt when it never was one. */
function refundOrderOf(order: PaymentOrder | null, part: RefundPartRow): RefundOrder {
  const transactionId = order?.gatewayReference;
  if (!order || !transactionId) throw corrupt(`the order ${part.orderId} was never paid`);
  const { reference, amountPaise } = part;
  return { reference, amountPaise, orderId: order.id, transactionId, paidPaise: order.amountPaise };
}

/**
 * What the gateway says of a part of a refund, asked under the merchant that the payment was made to.
 * The gateway is asked for the money only where it says that it was not asked before, and carries it
 * out once by our reference: safe to repeat. Throws UpstreamUnavailable.
 */
export async function askForRefund(
  payments: OfPayments,
  refund: PlacedRefund,
  part: RefundPartRow,
): Promise<RefundAnswer> {
  const { database, masterKeys } = payments;
  const order = await readPaymentOrder(database, part.orderId);
  const asked = refundOrderOf(order, part);
  const sealed = order ? await listMerchantsOfOrder(database, order) : [];
  for (const merchant of openMerchants(sealed, masterKeys)) {
    const reply = await askAs(payments, merchant, asked, refund.askedAt);
    if (reply.outcome !== 'not-accepted') return reply;
  }
  return disputed('The gateway takes none of the checksum keys that the office has for it.');
}
