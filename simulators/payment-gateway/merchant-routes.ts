import { json, Router } from 'express';
import { z } from 'zod';
import { pageHeaders } from '../http/page.ts';
import type { Notifier } from './notice.ts';
import type { OrderBook } from './order-book.ts';
import { ordersPage } from './page.ts';

const merchant = z.strictObject({
  merchantId: z.string().regex(/^[A-Za-z0-9]{1,32}$/),
  checksumKey: z.string().regex(/^\S{8,128}$/),
  noticeUrl: z.url().nullable(),
});

const ending = z.object({ outcome: z.enum(['pay', 'fail']) });

/**
 * What the real gateway's back office does: `POST /simulator/merchants` registers a merchant (again
 * and again, the last holds); `GET /simulator/orders` lists orders; `POST /simulator/orders/{token}`
 * ends one with `outcome` pay or fail, without its browser, and the notice goes out.
 */
export function merchantRoutes(book: OrderBook, notifier: Notifier): Router {
  const router = Router();
  router.post('/simulator/merchants', json(), (request, response) => {
    const asked = merchant.safeParse(request.body);
    if (asked.success) book.merchants.put(asked.data.merchantId, asked.data);
    response.status(asked.success ? 200 : 400);
    response.json(asked.success ? { registered: true } : { problems: asked.error.issues });
  });
  router.get('/simulator/orders', (_request, response) => {
    response.json(book.orders.all());
  });
  router.post('/simulator/orders/:token', json(), (request, response) => {
    const order = book.byToken(request.params.token);
    const asked = ending.safeParse(request.body);
    if (order === undefined || !asked.success) {
      response.status(order === undefined ? 404 : 400).json({ settled: false });
      return;
    }
    const settled = book.settle(order, asked.data.outcome === 'pay' ? 'paid' : 'declined', true);
    if (settled.notice === 'waiting') notifier.send(settled);
    if (request.accepts(['html', 'json']) === 'html') response.redirect(303, '/');
    else response.json(settled);
  });
  router.get('/', (_request, response) => {
    response.set(pageHeaders).type('html').send(ordersPage(book.orders.all()));
  });
  return router;
}
