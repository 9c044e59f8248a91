import { findCase } from '../../../db/queries/case/application.ts';
import { listOpenOrders } from '../../../db/queries/money/payment/order.ts';
import {
  type PlacedOrder,
  readPlacedOrder,
} from '../../../db/queries/money/payment/placed-order.ts';
import { listMerchantsOfOrder } from '../../../db/queries/office/office-merchant.ts';
import { claimedOrderId, type PaymentReply } from '../../../gateways/payment/message.ts';
import { openMerchants, readReplyOfOrder } from '../../../gateways/payment/order-merchants.ts';
import { allow } from '../../authority.ts';
import type { ApiDependencies } from '../../dependencies.ts';
import { type Answer, endpoint, publicEndpoint } from '../../endpoint.ts';
import { paymentFormOf } from '../../payment-form.ts';
import { problem } from '../../problem/problem.ts';
import { applicationPath } from '../../schemas/addresses.ts';
import { paymentAnswer } from '../../schemas/case/record-answers.ts';
import { tellOfPayment } from '../../temporal/payment-messages.ts';

const refused = (detail: string) => problem('payment-message-refused', detail);

/** The `msg` in a form's bytes. */
function messageIn(form: unknown): string {
  const text = Buffer.isBuffer(form) ? form.toString('utf8') : '';
  const messages = new URLSearchParams(text).getAll('msg');
  if (messages.length !== 1 || !messages[0]) throw refused('The form must hold `msg` once.');
  return messages[0];
}

/** Takes a reply for what it is only under the merchant of the order that it speaks of. */
async function authenticReply(
  msg: string,
  api: ApiDependencies,
): Promise<{ reply: PaymentReply; order: PlacedOrder }> {
  const order = await readPlacedOrder(api.database, claimedOrderId(msg));
  if (!order) throw refused('The message speaks of no order of ours.');
  const sealed = await listMerchantsOfOrder(api.database, order);
  const read = readReplyOfOrder(openMerchants(sealed, api.masterKeys), msg);
  switch (read.outcome) {
    case 'authentic':
      return { reply: read.reply, order };
    case 'malformed':
      throw refused('The message is not of the agreed form.');
    case 'forged':
      throw refused("Merchant ID or checksum are not those of the order's merchant.");
    default:
      return read satisfies never;
  }
}

/**
 * Takes word of a payment from the gateway or the browser alike and passes it to whoever waits for
 * it, which asks the gateway itself before it believes; so what comes here twice or late does no harm.
 */
async function receive(form: unknown, api: ApiDependencies): Promise<string> {
  const { reply, order } = await authenticReply(messageIn(form), api);
  const isPaid = reply.outcome === 'paid';
  const isKnown =
    order.status === 'paid' && (!isPaid || order.gatewayReference === reply.transactionId);
  if (!isKnown) await tellOfPayment(api.temporal, order, isPaid);
  return reply.outcome;
}

export const paymentEndpoints = [
  endpoint({
    method: 'get',
    path: '/applications/{id}/payment',
    tag: 'Payment',
    summary: 'The open order: what the browser posts to the gateway',
    pathSchema: applicationPath,
    answers: { 200: { description: 'Order and form', schema: paymentAnswer } },
    problems: ['stage-forbids-action'],
    handle: async ({ account, path, api }) => {
      const one = allow(account, 'pay', await findCase(api.database, path.id));
      const order = (await listOpenOrders(api.database, one.id)).at(-1);
      if (!order) {
        throw problem('stage-forbids-action', 'No order is open: POST …/payment makes one.');
      }
      const { url, msg } = await paymentFormOf(api, order);
      const { id: orderId, amountPaise } = order;
      return { status: 200, body: { orderId, amountPaise, currency: 'INR', url, msg } };
    },
  }),
  publicEndpoint({
    method: 'post',
    path: '/payments/return',
    tag: 'Payment',
    summary: "The gateway's answer by way of the exporter's browser",
    bodyKind: 'form',
    answers: { 303: { description: 'On to a page that says what is known of the payment' } },
    problems: ['payment-message-refused'],
    handle: async ({ request, api }): Promise<Answer> => {
      const outcome = await receive(request.body, api);
      return { status: 303, headers: { Location: `/payment/${outcome}` } };
    },
  }),
  publicEndpoint({
    method: 'post',
    path: '/payments/notice',
    tag: 'Payment',
    summary: "The gateway's answer from server to server",
    bodyKind: 'form',
    answers: { 204: { description: 'Taken; a repeat has no further effect' } },
    problems: ['payment-message-refused'],
    handle: async ({ request, api }) => {
      await receive(request.body, api);
      return { status: 204 };
    },
  }),
];
