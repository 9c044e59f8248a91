import { randomInt } from 'node:crypto';
import { type Order, orderKey } from './order.ts';
import type { OrderBook } from './order-book.ts';
import type { Refund, RefundRequest } from './refund-message.ts';

export function refundKey(refund: { merchantId: string; reference: string }): string {
  return `${refund.merchantId}|${refund.reference}`;
}

/** The day in India, as `YYYYMMDD`. */
function indianDate(instant: string): string {
  const shifted = new Date(Date.parse(instant) + 5.5 * 3_600_000).toISOString();
  return shifted.slice(0, 10).replaceAll('-', '');
}

const paise = (amount: string): number => Number(amount.replace('.', ''));

/** Paise that went back of an order, or are to. */
export function refundedPaise(book: OrderBook, order: Order): number {
  const of = book.refunds.all().filter((one) => orderKey(one) === orderKey(order));
  const given = of.filter(({ status }) => status !== 'refused');
  return given.reduce((sum, { refundAmount }) => sum + paise(refundAmount), 0);
}

function objectionTo(book: OrderBook, asked: RefundRequest): string | null {
  const order = book.orders.get(orderKey(asked));
  if (order?.status !== 'paid' || order.transactionId !== asked.transactionId) {
    return 'No such payment';
  }
  if (order.amount !== asked.amount || indianDate(order.at) !== asked.date) {
    return 'The payment has another amount or date';
  }
  const left = paise(order.amount) - refundedPaise(book, order);
  return paise(asked.refundAmount) > left ? 'More than is left of the payment' : null;
}

/** Gives back, or refuses, what is not decided yet. */
export function endRefund(book: OrderBook, refund: Refund, reason: string | null): Refund {
  if (refund.status !== 'pending') return refund;
  const at = new Date().toISOString();
  const refundId = `RSIM${String(randomInt(10 ** 12)).padStart(12, '0')}`;
  const order = book.orders.get(orderKey(refund));
  const sameDay = order !== undefined && indianDate(order.at) === indianDate(at);
  const ended: Refund =
    reason === null
      ? { ...refund, at, refundId, status: sameDay ? 'cancelled' : 'refunded' }
      : { ...refund, at, reason, status: 'refused' };
  book.refunds.put(refundKey(ended), ended);
  return ended;
}

/** What becomes of a request; one that is repeated gives what became of the first. */
export function openRefund(
  book: OrderBook,
  asked: RefundRequest,
  wish: 'refuse' | 'pending' | null,
): Refund {
  const known = book.refunds.get(refundKey(asked));
  if (known !== undefined) return known;
  const at = new Date().toISOString();
  const objection = objectionTo(book, asked);
  const opened: Refund = { ...asked, status: 'pending', refundId: 'NA', reason: 'NA', at };
  if (objection !== null) return endRefund(book, opened, objection);
  book.refunds.put(refundKey(opened), opened);
  if (wish === 'pending') return opened;
  return endRefund(book, opened, wish === 'refuse' ? 'The bank does not take it back' : null);
}
