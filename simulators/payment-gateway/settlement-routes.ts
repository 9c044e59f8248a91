import { json, Router } from 'express';
import { z } from 'zod';
import { pageHeaders } from '../http/page.ts';
import { isSealedWith } from './message.ts';
import { type Order, orderKey } from './order.ts';
import type { OrderBook } from './order-book.ts';
import { refundKey } from './refund.ts';
import type { Refund } from './refund-message.ts';
import { faultyFile, type SettlementFault, settlementFault } from './settlement-fault.ts';
import type { Movement } from './settlement-file.ts';
import { settlementPage } from './settlement-page.ts';

const indianDay = (instant: string): string =>
  new Date(Date.parse(instant) + 5.5 * 3_600_000).toISOString().slice(0, 10);

const paymentOf = ({ orderId, transactionId, amount, at }: Order): Movement => ({
  orderId,
  reference: transactionId,
  kind: 'PAYMENT',
  paise: Number(amount.replace('.', '')),
  date: indianDay(at),
});

/** By the merchant's own reference, which it knows even when the answer never reached it. */
const refundOf = ({ orderId, reference, refundAmount, at }: Refund): Movement => ({
  orderId,
  reference,
  kind: 'REFUND',
  paise: Number(refundAmount.replace('.', '')),
  date: indianDay(at),
});

/** Merchant and day of a request for a settlement file (0150), or null when it is none. */
function readSettlementRequest(msg: string): { merchantId: string; day: string } | null {
  const [kind, merchantId, day, stamp, , ...more] = msg.split('|');
  const isRequest =
    kind === '0150' &&
    /^\d{4}-\d\d-\d\d$/.test(day ?? '') &&
    /^\d{14}$/.test(stamp ?? '') &&
    more.length === 0;
  return isRequest && merchantId && day ? { merchantId, day } : null;
}

const dating = z.strictObject({ at: z.iso.datetime() });

/** What goes wrong with the files, by merchant and day. */
export type SettlementFaults = Map<string, SettlementFault>;

/**
 * `POST /settlement` with a 0150 message in `msg`: the day's file as bytes, 202 while the day is not
 * over in India or the file is not ready.
 */
export function settlementRoute(book: OrderBook, faults: SettlementFaults): Router {
  const router = Router();

  function movementsOf(merchantId: string): Movement[] {
    const isOwn = (one: { merchantId: string }) => one.merchantId === merchantId;
    const paid = book.orders.all().filter((order) => isOwn(order) && order.status === 'paid');
    const given = book.refunds
      .all()
      .filter((one) => isOwn(one) && (one.status === 'refunded' || one.status === 'cancelled'));
    return [...paid.map(paymentOf), ...given.map(refundOf)];
  }

  function others(merchantId: string) {
    const merchant = book.merchants.all().find((one) => one.merchantId !== merchantId);
    return merchant && { merchant, movements: movementsOf(merchant.merchantId) };
  }

  router.post('/settlement', (request, response) => {
    const msg = String(request.body?.msg ?? '');
    const asked = readSettlementRequest(msg);
    const merchant = asked === null ? undefined : book.merchants.get(asked.merchantId);
    response.type('text');
    if (asked === null) {
      response.status(400).send('This is no request for a settlement file.');
      return;
    }
    if (merchant === undefined || !isSealedWith(msg, merchant.checksumKey)) {
      response.status(403).send('The Merchant ID or the checksum is not right.');
      return;
    }
    const { merchantId, day } = asked;
    const movements = movementsOf(merchantId).filter(({ date }) => date === day);
    const fault = faults.get(`${merchantId}|${day}`) ?? null;
    const isOver = day < indianDay(new Date().toISOString());
    const file = isOver
      ? faultyFile(merchant, day, { fault, movements, others: others(merchantId) })
      : null;
    if (file === null) response.status(202).send('The file is not ready yet.');
    else response.send(file);
  });
  return router;
}

/**
 * How a test or an operator spoils files, and moves a payment and its refunds to another day:
 * `POST /simulator/settlements` with merchantId, day and fault (null: none);
 * `POST /simulator/orders/{merchant}/{order}/date` with `at`, an instant.
 */
export function settlementControl(book: OrderBook, faults: SettlementFaults): Router {
  const router = Router();
  router.post('/simulator/settlements', json(), (request, response) => {
    const { fault: given = null, ...rest } = request.body ?? {};
    const asked = settlementFault.safeParse({ ...rest, fault: given === '' ? null : given });
    if (!asked.success) {
      response.status(400).json({ problems: asked.error.issues });
      return;
    }
    const { merchantId, day, fault } = asked.data;
    if (fault === null) faults.delete(`${merchantId}|${day}`);
    else faults.set(`${merchantId}|${day}`, fault);
    if (request.accepts(['html', 'json']) === 'html') response.redirect(303, '/settlements');
    else response.json({ merchantId, day, fault });
  });
  router.post('/simulator/orders/:merchantId/:orderId/date', json(), (request, response) => {
    const order = book.orders.get(orderKey(request.params));
    const asked = dating.safeParse(request.body);
    if (order === undefined || !asked.success) {
      response.status(order === undefined ? 404 : 400).json({ moved: false });
      return;
    }
    const { at } = asked.data;
    book.orders.put(orderKey(order), { ...order, at });
    for (const refund of book.refunds.all().filter((one) => orderKey(one) === orderKey(order))) {
      book.refunds.put(refundKey(refund), { ...refund, at });
    }
    response.json({ moved: true });
  });
  router.get('/settlements', (_request, response) => {
    response.set(pageHeaders).type('html').send(settlementPage(book.merchants.all(), faults));
  });
  return router;
}
