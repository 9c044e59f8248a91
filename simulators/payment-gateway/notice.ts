import { setTimeout as wait } from 'node:timers/promises';
import { reply } from './message.ts';
import { type Order, orderKey } from './order.ts';
import type { OrderBook } from './order-book.ts';

/** Tells merchants, server to server, what became of their orders. */
export type Notifier = { send: (order: Order) => void; stop: () => Promise<void> };

async function deliver(url: string, msg: string, stopped: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams({ msg }),
      redirect: 'error',
      signal: AbortSignal.any([stopped, AbortSignal.timeout(10_000)]),
    });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/**
 * Posts `msg` to the merchant's notice URL until it answers 2xx, waiting `pausesMs` between tries
 * and giving up after the last. What was under way when the gateway stopped starts again with it.
 */
export function startNotifier(book: OrderBook, pausesMs: readonly number[]): Notifier {
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();

  async function tell(order: Order): Promise<void> {
    const merchant = book.merchants.get(order.merchantId);
    if (merchant?.noticeUrl == null) return;
    const msg = reply(order, merchant.checksumKey);
    for (const pauseMs of [0, ...pausesMs]) {
      await wait(pauseMs, undefined, { signal: stopping.signal });
      const delivered = await deliver(merchant.noticeUrl, msg, stopping.signal);
      if (delivered) return mark(order, 'delivered');
    }
    mark(order, 'given-up');
  }

  /** A later attempt at the same order has its own notice; this one's fate is not its. */
  function mark(order: Order, notice: Order['notice']): void {
    const now = book.orders.get(orderKey(order));
    if (now?.transactionId === order.transactionId)
      book.orders.put(orderKey(now), { ...now, notice });
  }

  function send(order: Order): void {
    const told = tell(order).catch(() => {}); // Stopped while waiting: told again after the start.
    underWay.add(told);
    told.finally(() => underWay.delete(told));
  }

  for (const order of book.orders.all()) if (order.notice === 'waiting') send(order);
  const stop = async () => {
    stopping.abort();
    await Promise.all(underWay);
  };
  return { send, stop };
}
