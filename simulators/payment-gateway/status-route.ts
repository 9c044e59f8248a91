import { Router } from 'express';
import { isSealedWith, readStatusQuery, statusReply } from './message.ts';
import { orderKey } from './order.ts';
import type { OrderBook } from './order-book.ts';

/** `POST /status` with a 0122 message in `msg`: answers a 0130 message as text. */
export function statusRoute(book: OrderBook): Router {
  const router = Router();
  router.post('/status', (request, response) => {
    const msg = String(request.body?.msg ?? '');
    const asked = readStatusQuery(msg);
    const merchant = asked === null ? undefined : book.merchants.get(asked.merchantId);
    response.type('text');
    if (asked === null) {
      response.status(400).send('This is no status query.');
    } else if (merchant === undefined || !isSealedWith(msg, merchant.checksumKey)) {
      response.status(403).send('The Merchant ID or the checksum is not right.');
    } else {
      response.send(statusReply(asked, book.orders.get(orderKey(asked)), merchant.checksumKey));
    }
  });
  return router;
}
