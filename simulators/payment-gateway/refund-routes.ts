import { setTimeout as wait } from 'node:timers/promises';
import { json, type Response, Router } from 'express';
import { z } from 'zod';
import { pageHeaders } from '../http/page.ts';
import { isSealedWith } from './message.ts';
import type { OrderBook } from './order-book.ts';
import { endRefund, openRefund, refundKey } from './refund.ts';
import {
  type Refund,
  readRefundQuery,
  readRefundRequest,
  refundAnswer,
  refundStatusAnswer,
} from './refund-message.ts';
import { refundModes, refundsPage } from './refund-page.ts';

type RefundMode = keyof typeof refundModes;

/**
 * `refuse`, `pending`, `cut` and `late` are about requests, what is wrong with answers about all
 * that was carried out.
 */
const fault = z.strictObject({
  mode: z.enum(Object.keys(refundModes) as [RefundMode, ...RefundMode[]]),
});

/** Longer than a merchant of the tests waits. */
const lateMs = 3_000;

type RefundFault = z.output<typeof fault>;

/** What is wrong with refunds at present, and how many messages about them came since. */
export type RefundFaults = { fault: RefundFault; met: number };

const ending = z.strictObject({ outcome: z.enum(['give', 'refuse']) });

/** What an answer says of a refund, with what is wrong with it. */
function told(refund: Refund, { mode }: RefundFault): Refund {
  if (mode === 'other-amount') return { ...refund, refundAmount: `1${refund.refundAmount}` };
  return mode === 'other-order' ? { ...refund, orderId: 'ANOTHER' } : refund;
}

/**
 * `POST /refund` with a 0400 message in `msg` answers 0410, `POST /refund-status` with a 0420 message
 * answers 0430, both as text.
 */
export function refundRoutes(book: OrderBook, current: RefundFaults): Router {
  const router = Router();

  /** The key of a merchant who has sealed a message; else the refusal is sent. */
  function keyOf(response: Response, msg: string, asked: { merchantId: string } | null) {
    const merchant = asked === null ? undefined : book.merchants.get(asked.merchantId);
    response.type('text');
    current.met += 1;
    if (merchant !== undefined && isSealedWith(msg, merchant.checksumKey)) {
      return current.fault.mode === 'wrong-checksum' ? 'another key' : merchant.checksumKey;
    }
    if (asked === null) response.status(400).send('This is no message about a refund.');
    else response.status(403).send('The Merchant ID or the checksum is not right.');
    return null;
  }

  router.post('/refund', async (request, response) => {
    const msg = String(request.body?.msg ?? '');
    const asked = readRefundRequest(msg);
    const key = keyOf(response, msg, asked);
    if (asked === null || key === null) return;
    const { mode } = current.fault;
    const wish = mode === 'refuse' || mode === 'pending' ? mode : null;
    if (mode === 'late') await wait(lateMs, undefined, { ref: false });
    const refund = openRefund(book, asked, wish);
    if (mode === 'cut') response.socket?.destroy();
    else response.send(refundAnswer(told(refund, current.fault), key));
  });

  router.post('/refund-status', (request, response) => {
    const msg = String(request.body?.msg ?? '');
    const asked = readRefundQuery(msg);
    const key = keyOf(response, msg, asked);
    if (asked === null || key === null) return;
    const known = book.refunds.get(refundKey(asked));
    const refund = known && told(known, current.fault);
    response.send(refundStatusAnswer(asked, refund, key));
  });

  return router;
}

/**
 * What the real gateway's back office does: `GET /simulator/refunds` lists refunds,
 * `POST /simulator/refunds/{merchant}/{reference}` ends a pending one with `outcome` give or refuse;
 * `POST /simulator/refund-faults` with `mode` says what goes wrong, `GET` how many messages met it.
 * `GET /refunds` is the page.
 */
export function refundControl(book: OrderBook, current: RefundFaults): Router {
  const router = Router();
  router.get('/simulator/refunds', (_request, response) => {
    response.json(book.refunds.all());
  });
  router.post('/simulator/refunds/:merchantId/:reference', json(), (request, response) => {
    const refund = book.refunds.get(refundKey(request.params));
    const asked = ending.safeParse(request.body);
    if (refund === undefined || !asked.success) {
      response.status(refund === undefined ? 404 : 400).json({ ended: false });
      return;
    }
    const refused = asked.data.outcome === 'refuse' ? 'Refused by the bank' : null;
    const ended = endRefund(book, refund, refused);
    if (request.accepts(['html', 'json']) === 'html') response.redirect(303, '/refunds');
    else response.json(ended);
  });
  router.post('/simulator/refund-faults', json(), (request, response) => {
    const asked = fault.safeParse(request.body);
    if (asked.success) Object.assign(current, { fault: asked.data, met: 0 });
    const isPerson = asked.success && request.accepts(['html', 'json']) === 'html';
    if (isPerson) response.redirect(303, '/refunds');
    else response.status(asked.success ? 200 : 400).json(current);
  });
  router.get('/simulator/refund-faults', (_request, response) => {
    response.json(current);
  });
  router.get('/refunds', (_request, response) => {
    response
      .set(pageHeaders)
      .type('html')
      .send(refundsPage(book.refunds.all(), current.fault.mode));
  });
  return router;
}
