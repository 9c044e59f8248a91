import { failPaymentOrder } from '../../db/queries/money/payment/order.ts';
import {
  disputeOrder,
  type PlacedOrder,
  readPlacedOrder,
  receiveOrder,
} from '../../db/queries/money/payment/placed-order.ts';
import type { PaymentReply } from '../../gateways/payment/message.ts';
import { corrupt } from '../failure.ts';
import { askGateway, type OfPayments } from './ask-gateway.ts';
import { receiptOf } from './receipt.ts';

/**
 * `credited`: the money is in the wallet, under this reference. `with-case`: the case waits for
 * it and takes it. `taken`: the case took it for its fee. `disputed`: the gateway took another amount than was asked.
 */
export type OrderFate =
  | { fate: 'open' | 'failed' | 'with-case' | 'taken' | 'disputed' }
  | { fate: 'credited'; gatewayReference: string };

/**
 * Asks the gateway what became of an order that no case waits for, and brings its money into the
 * payer's wallet, once by the gateway's reference. Safe to repeat. Throws UpstreamUnavailable, and
 * Corrupt when the gateway refuses the office's keys.
 */
export function createSettleOrder(dependencies: OfPayments) {
  const { database } = dependencies;
  return async function settleOrder({ orderId }: { orderId: string }): Promise<OrderFate> {
    const order = await readPlacedOrder(database, orderId);
    if (!order) throw corrupt(`there is no order ${orderId}`);
    if (order.caseAwaitsFee) return { fate: 'with-case' };
    const reply = await askGateway(dependencies, order);
    switch (reply?.outcome) {
      case 'paid':
        return take(dependencies, order, reply);
      case 'failed': {
        const end = { gatewayReference: reply.transactionId, settledAt: new Date() };
        await failPaymentOrder(database, orderId, end);
        return { fate: 'failed' };
      }
      default:
        return { fate: 'open' };
    }
  };
}

async function take(
  { database }: Pick<OfPayments, 'database'>,
  order: PlacedOrder,
  reply: PaymentReply,
): Promise<OrderFate> {
  const gatewayReference = reply.transactionId;
  const end = { gatewayReference, settledAt: new Date() };
  const isKnown = order.status === 'paid' && order.gatewayReference === gatewayReference;
  if (isKnown)
    return order.takenByCase ? { fate: 'taken' } : { fate: 'credited', gatewayReference };
  if (reply.amountPaise !== order.amountPaise || reply.currency !== 'INR') {
    await disputeOrder(database, order.id, takenOtherwise(reply));
    return { fate: 'disputed' };
  }
  await receiveOrder(database, order.id, end, receiptOf(order.payer, order, reply));
  return { fate: 'credited', gatewayReference };
}

/** What the gateway took, where that is not what was asked. */
export const takenOtherwise = ({
  merchantId,
  transactionId: gatewayReference,
  amountPaise,
  currency,
}: PaymentReply) => ({
  merchantId,
  gatewayReference,
  takenPaise: currency === 'INR' ? amountPaise : null,
  at: new Date(),
});
