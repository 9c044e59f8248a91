import { randomInt, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type Journal, openJournal } from '../journal.ts';
import { type Merchant, type Order, orderKey, type PaymentRequest } from './order.ts';
import type { Refund } from './refund-message.ts';

/** What the gateway remembers across restarts. */
export type OrderBook = {
  merchants: Journal<Merchant>;
  orders: Journal<Order>;
  refunds: Journal<Refund>;
  /** The order of a request; null when one with this id stands there for another amount. */
  open: (request: PaymentRequest) => Order | null;
  byToken: (token: string) => Order | undefined;
  /** Gives an order its outcome. One that is paid stays paid: a second press takes no money. */
  settle: (order: Order, status: 'paid' | 'declined' | 'pending', notify: boolean) => Order;
};

const reference = (prefix: string): string =>
  prefix + String(randomInt(10 ** 12)).padStart(12, '0');

export function openOrderBook(dataDir: string): OrderBook {
  const merchants = openJournal<Merchant>(join(dataDir, 'merchants.ndjson'), 10_000);
  const orders = openJournal<Order>(join(dataDir, 'orders.ndjson'), 100_000);
  const refunds = openJournal<Refund>(join(dataDir, 'refunds.ndjson'), 100_000);
  const keyByToken = new Map(orders.all().map((order) => [order.token, orderKey(order)]));

  function open(request: PaymentRequest): Order | null {
    const known = orders.get(orderKey(request));
    if (known !== undefined && known.amount !== request.amount) return null;
    const order: Order = {
      token: randomUUID(),
      status: 'open',
      transactionId: reference('MSIM'),
      bankReference: 'NA',
      at: new Date().toISOString(),
      notice: 'none',
      ...known,
      ...request,
    };
    orders.put(orderKey(order), order);
    keyByToken.set(order.token, orderKey(order));
    return order;
  }

  function settle(order: Order, status: 'paid' | 'declined' | 'pending', notify: boolean): Order {
    const now = orders.get(orderKey(order)) ?? order;
    if (now.status === 'paid' || now.status === status) return now;
    const settled: Order = {
      ...now,
      status,
      // Every attempt after a declined one is a transaction of its own.
      transactionId: now.status === 'declined' ? reference('MSIM') : now.transactionId,
      bankReference: reference('SIM'),
      at: new Date().toISOString(),
      notice: notify && status !== 'pending' ? 'waiting' : 'none',
    };
    orders.put(orderKey(settled), settled);
    return settled;
  }

  const byToken = (token: string) => orders.get(keyByToken.get(token) ?? '');
  return { merchants, orders, refunds, open, byToken, settle };
}
