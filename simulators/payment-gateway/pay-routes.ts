import { type Request, type Response, Router } from 'express';
import { pageHeaders } from '../http/page.ts';
import { isSealedWith, readRequest, reply } from './message.ts';
import type { Notifier } from './notice.ts';
import type { Order } from './order.ts';
import type { OrderBook } from './order-book.ts';
import { payPage, refusalPage, returnPage, returnPageHeaders, vanishedPage } from './page.ts';

const statusByButton = {
  pay: 'paid',
  fail: 'declined',
  pending: 'pending',
  vanish: 'paid',
} as const;
const isButton = (name: unknown): name is keyof typeof statusByButton =>
  typeof name === 'string' && Object.hasOwn(statusByButton, name);

const wantsJson = (request: Request): boolean => request.accepts(['html', 'json']) === 'json';

function refuse(request: Request, response: Response, status: number, reason: string): void {
  response.status(status);
  if (wantsJson(request)) response.json({ refused: reason });
  else response.set(pageHeaders).type('html').send(refusalPage(reason));
}

/**
 * The pages that an exporter's browser meets: `POST /pay` with `msg` shows the buttons,
 * `POST /pay/{token}` with `outcome` presses one. With `Accept: application/json` they answer
 * `{ token, orderId, amount }` and `{ returnUrl, msg }` (both null after vanishing) instead.
 */
export function payRoutes(book: OrderBook, notifier: Notifier): Router {
  const router = Router();

  function goBack(request: Request, response: Response, order: Order): void {
    const checksumKey = book.merchants.get(order.merchantId)?.checksumKey;
    if (checksumKey === undefined) {
      refuse(request, response, 404, 'The merchant is gone.');
      return;
    }
    const msg = reply(order, checksumKey);
    if (wantsJson(request)) response.json({ returnUrl: order.returnUrl, msg });
    else response.set(returnPageHeaders).type('html').send(returnPage(order.returnUrl, msg));
  }

  router.post('/pay', (request, response) => {
    const msg = String(request.body?.msg ?? '');
    const asked = readRequest(msg);
    if (asked === null) return refuse(request, response, 400, 'This is no payment request.');
    const merchant = book.merchants.get(asked.merchantId);
    if (merchant === undefined || !isSealedWith(msg, merchant.checksumKey)) {
      return refuse(request, response, 403, 'The Merchant ID or the checksum is not right.');
    }
    const order = book.open(asked);
    if (order === null) return refuse(request, response, 409, 'This order has another amount.');
    if (order.status === 'paid') return goBack(request, response, order);
    const { token, orderId, amount } = order;
    if (wantsJson(request)) response.json({ token, orderId, amount });
    else response.set(pageHeaders).type('html').send(payPage(order));
  });

  router.post('/pay/:token', (request, response) => {
    const order = book.byToken(request.params.token);
    const outcome = request.body?.outcome;
    if (order === undefined) return refuse(request, response, 404, 'There is no such order.');
    if (!isButton(outcome)) return refuse(request, response, 400, 'There is no such button.');
    const vanishing = outcome === 'vanish';
    const settled = book.settle(order, statusByButton[outcome], !vanishing);
    if (settled.notice === 'waiting') notifier.send(settled);
    if (!vanishing) return goBack(request, response, settled);
    if (wantsJson(request)) response.json({ returnUrl: null, msg: null });
    else response.set(pageHeaders).type('html').send(vanishedPage(settled));
  });

  return router;
}
