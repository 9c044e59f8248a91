/** A merchant of the gateway: one issuing office. */
export type Merchant = {
  merchantId: string;
  checksumKey: string;
  /** Where the gateway tells the merchant by itself what became of a payment; null: it does not. */
  noticeUrl: string | null;
};

export type PaymentRequest = {
  merchantId: string;
  orderId: string;
  /** As sent, such as `350.00`. */
  amount: string;
  returnUrl: string;
  additional: string[];
};

export type OrderStatus = 'open' | 'paid' | 'declined' | 'pending';

export type Order = PaymentRequest & {
  /** Unguessable; in the address of the page on which this order is paid. */
  token: string;
  status: OrderStatus;
  /** The gateway's and the bank's references of the latest attempt. */
  transactionId: string;
  bankReference: string;
  /** When the status last changed, ISO 8601 UTC. */
  at: string;
  notice: 'none' | 'waiting' | 'delivered' | 'given-up';
};

/** One order per merchant and order id. */
export function orderKey(order: { merchantId: string; orderId: string }): string {
  return `${order.merchantId}|${order.orderId}`;
}
