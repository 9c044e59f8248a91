import { createHash } from 'node:crypto';
import {
  type PlacedOrder,
  readPlacedOrder,
} from '../../../db/queries/money/payment/placed-order.ts';
import { counterOf } from '../../../db/queries/office/office.ts';
import { orderId } from '../../../domain/money/order-id.ts';
import { objectionToTopUp } from '../../../domain/money/top-up.ts';
import { allow } from '../../authority.ts';
import type { ApiDependencies } from '../../dependencies.ts';
import { endpoint } from '../../endpoint.ts';
import { paymentFormOf } from '../../payment-form.ts';
import { problem } from '../../problem/problem.ts';
import {
  pendingTopUp,
  topUpAnswer,
  topUpBody,
  topUpPath,
  walletPath,
  walletQuery,
} from '../../schemas/money/wallet.ts';
import { openTopUp } from '../../temporal/top-up-messages.ts';
import { walletFor } from './wallet-for.ts';

async function answerOf(api: ApiDependencies, order: PlacedOrder) {
  const payable = order.status === 'open' || order.status === 'failed';
  const { id, amountPaise, status } = order;
  const form = payable ? await paymentFormOf(api, order) : null;
  return { orderId: id, amountPaise, currency: 'INR', status, form };
}

/** The same key of the same person names the same order, so that a repeat opens no second one. */
const orderFor = (accountId: string, key: string) =>
  orderId('TOP', createHash('sha256').update(`${accountId}/${key}`).digest());

export const topUpEndpoints = [
  endpoint({
    method: 'post',
    path: '/wallets/{office}/top-ups',
    tag: 'Wallets',
    summary: 'Open an order that fills the wallet',
    description:
      'The money is in the wallet once the gateway has confirmed it; nothing is credited before.',
    idempotency: 'message',
    pathSchema: walletPath,
    querySchema: walletQuery,
    bodySchema: topUpBody,
    answers: {
      201: { description: 'Order and form', schema: topUpAnswer },
      202: {
        description: 'No answer in time. Repeat with the same key to learn the outcome.',
        schema: pendingTopUp,
      },
    },
    problems: [
      'exporter-not-named',
      'not-authorised',
      'office-closed',
      'wallet-not-offered',
      'gateway-not-offered',
      'top-up-out-of-limits',
    ],
    handle: async ({ account, path, query, body, idempotencyKey, mayBeRepeat, api }) => {
      const asked = { officeId: path.office, iec: query.iec };
      const { iec, office } = await walletFor(api, account, 'top-up', asked);
      const objection = objectionToTopUp(counterOf(office), body.amountPaise);
      if (objection && !mayBeRepeat) throw problem(objection.code, objection.message);
      const key = idempotencyKey ?? '';
      const id = orderFor(account.accountId, key);
      const by = { accountId: account.accountId, role: account.role };
      const input = { by, iec, officeId: office.id, amountPaise: body.amountPaise };
      const sent = await openTopUp(api.temporal, id, key, input);
      const headers = { Location: `/api/v1/wallets/${office.id}/top-ups/${id}` };
      const order = sent.outcome === 'done' ? await readPlacedOrder(api.database, id) : null;
      if (order) return { status: 201, body: await answerOf(api, order), headers };
      return { status: 202, body: { orderId: id }, headers: { ...headers, 'Retry-After': '2' } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/wallets/{office}/top-ups/{order}',
    tag: 'Wallets',
    summary: 'What became of a top-up; while it can be paid, with the form',
    pathSchema: topUpPath,
    answers: { 200: { description: 'Order', schema: topUpAnswer } },
    handle: async ({ account, path, api }) => {
      const found = await readPlacedOrder(api.database, path.order);
      const here = found?.purpose === 'top-up' && found.officeId === path.office ? found : null;
      const wallet = here && {
        ...here,
        kind: 'wallet' as const,
        iec: here.payer.iec,
        agencyCode: here.payer.agency,
      };
      const order = allow<'wallet', PlacedOrder>(account, 'top-up', wallet);
      return { status: 200, body: await answerOf(api, order) };
    },
  }),
];
