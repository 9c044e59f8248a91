import { findCase } from '../../../db/queries/case/application.ts';
import { listOpenOrders, readPaymentOrder } from '../../../db/queries/money/payment-order.ts';
import { listOfficesOfMerchant, readOffice } from '../../../db/queries/office/office.ts';
import {
  claimedMerchantId,
  type PaymentReply,
  paymentRequest,
  readPaymentReply,
} from '../../../gateways/payment/message.ts';
import { openSecret } from '../../../gateways/sealed-secret.ts';
import { allow } from '../../authority.ts';
import type { ApiDependencies } from '../../dependencies.ts';
import { type Answer, endpoint, publicEndpoint } from '../../endpoint.ts';
import { problem } from '../../problem/problem.ts';
import { applicationPath } from '../../schemas/addresses.ts';
import { paymentAnswer } from '../../schemas/case/record-answers.ts';
import { createCaseMessages } from '../../temporal/case-messages.ts';

const refused = (detail: string) => problem('payment-message-refused', detail);

/** The `msg` in a form's bytes. */
function messageIn(form: unknown): string {
  const text = Buffer.isBuffer(form) ? form.toString('utf8') : '';
  const messages = new URLSearchParams(text).getAll('msg');
  if (messages.length !== 1 || !messages[0]) throw refused('The form must hold `msg` once.');
  return messages[0];
}

/** Reads a reply with the key of the merchant that it claims to come from. */
async function authenticReply(msg: string, api: ApiDependencies): Promise<PaymentReply> {
  const claimed = claimedMerchantId(msg);
  if (!/^[\x21-\x7e]{1,64}$/.test(claimed)) throw refused('The message names no merchant.');
  for (const office of await listOfficesOfMerchant(api.database, claimed)) {
    const checksumKey = openSecret(office.checksumKeySealed, api.masterKey);
    const read = readPaymentReply({ merchantId: office.merchantId, checksumKey }, msg);
    if (read.outcome === 'authentic') return read.reply;
    if (read.outcome === 'malformed') throw refused('The message is not of the agreed form.');
  }
  throw refused('The checksum is not that of the merchant.');
}

/**
 * Takes word of a payment from the gateway or the browser alike and passes it to the case, which
 * asks the gateway itself before it believes; so what comes here twice or late does no harm.
 */
async function receive(form: unknown, api: ApiDependencies): Promise<string> {
  const reply = await authenticReply(messageIn(form), api);
  const order = await readPaymentOrder(api.database, reply.orderId);
  const office = order && (await readOffice(api.database, order.officeId));
  if (!order || office?.merchantId !== reply.merchantId) {
    throw refused('The message speaks of an order that is not of this merchant.');
  }
  if (order.status === 'open') {
    await createCaseMessages(api.temporal).paymentConfirmed(order.applicationId, order.id);
  }
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
      const office = await readOffice(api.database, one.officeId);
      if (!order || !office) {
        throw problem('stage-forbids-action', 'No order is open: POST …/payment makes one.');
      }
      const checksumKey = openSecret(office.checksumKeySealed, api.masterKey);
      const msg = paymentRequest(
        { merchantId: office.merchantId, checksumKey },
        {
          orderId: order.id,
          amountPaise: order.amountPaise,
          returnUrl: `${api.publicUrl}/api/v1/payments/return`,
          additional: [],
        },
      );
      const url = `${api.paymentGatewayUrl}/pay`;
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
