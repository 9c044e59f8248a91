import { exchange, type HttpSystem } from '../http.ts';
import { gatewayUnavailable } from '../unavailable.ts';
import { amountOfPaise, paiseOfAmount } from './amount.ts';
import { seal, unseal } from './checksum.ts';
import { indianStamp } from './indian-stamp.ts';
import type { Merchant } from './message.ts';

/** What is to go back of a payment, and what the gateway knows that payment by. */
export type RefundOrder = {
  /** Ours, unique per merchant (MerchantRefNo): the gateway carries a refund out once by it. */
  reference: string;
  orderId: string;
  /** The gateway's reference of the payment. */
  transactionId: string;
  paidPaise: number;
  amountPaise: number;
};

/** When the payment was made, by the gateway's clock, and when the refund was asked for: UTC. */
export type RefundTimes = { paidAt: string; askedAt: Date };

/**
 * `pending` also stands for every status that we do not know: it is asked about again. `disputed`:
 * an authentic answer that does not fit what was asked, so that people must look.
 */
export type RefundAnswer =
  | { outcome: 'done'; refundId: string }
  | { outcome: 'refused'; reason: string }
  | { outcome: 'pending' }
  | { outcome: 'disputed'; reason: string };

/** `not-accepted`: the gateway does not take this Merchant ID with this checksum key. */
export type RefundReply = RefundAnswer | { outcome: 'not-accepted' };

/** 0699: taken off before it was settled. 0799: given back. */
const done: readonly string[] = ['0699', '0799'];

/** What the gateway says in words, in the length of a line. */
const words = (...texts: string[]): string =>
  texts
    .filter((text) => text !== '' && text !== 'NA')
    .join(': ')
    .replace(/\p{Cc}/gu, ' ')
    .slice(0, 200);

/** What eleven unsealed fields, from TxnReferenceNo on, say of a refund. */
export function readRefundAnswer(fields: readonly string[], order: RefundOrder): RefundAnswer {
  const [transactionId, , orderId, paid = '', amount = '', , status = ''] = fields;
  const [refundId = '', errorCode = '', errorReason = '', processed] = fields.slice(7);
  const isOfOrder = transactionId === order.transactionId && orderId === order.orderId;
  if (!isOfOrder || paiseOfAmount(paid) !== order.paidPaise) {
    return { outcome: 'disputed', reason: 'The gateway speaks of another payment.' };
  }
  if (paiseOfAmount(amount) !== order.amountPaise) {
    return { outcome: 'disputed', reason: `The gateway speaks of ${words(amount)} rupees.` };
  }
  const isDone = done.includes(status);
  const hasId = refundId !== '' && refundId !== 'NA';
  if (isDone && processed === 'Y' && hasId) return { outcome: 'done', refundId };
  if (isDone) return { outcome: 'disputed', reason: 'The gateway contradicts itself.' };
  if (processed !== 'N') return { outcome: 'pending' };
  return { outcome: 'refused', reason: words(errorCode, errorReason) || 'No reason was given.' };
}

/** Giving money back by the gateway; each call says for which merchant. */
export function createRefunds(system: HttpSystem) {
  /** The fields of a sealed answer that begins as expected; null when the keys are not accepted. */
  async function ask(
    { checksumKey }: Merchant,
    path: string,
    fields: string[],
    { begins, length }: { begins: readonly string[]; length: number },
  ): Promise<string[] | null> {
    const answer = await exchange(system, path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ msg: seal(fields, checksumKey) }).toString(),
    });
    if (answer.status === 403) return null;
    const unsealed = unseal(answer.text.trim(), checksumKey);
    if (unsealed === null || begins.some((field, at) => unsealed[at] !== field)) {
      throw gatewayUnavailable('payment', 'an answer about a refund is not authentic');
    }
    if (unsealed.length !== length) {
      throw gatewayUnavailable('payment', 'an answer about a refund is not of the agreed form');
    }
    return unsealed;
  }

  /**
   * Asks for a refund (0400, answered by 0410). Safe to repeat: the same reference is carried out
   * once. Throws GatewayUnavailable and nothing else; then it may have been carried out.
   */
  async function askRefund(
    merchant: Merchant,
    order: RefundOrder,
    { paidAt, askedAt }: RefundTimes,
  ): Promise<RefundReply> {
    const paidOn = indianStamp(new Date(paidAt)).slice(0, 8);
    const amounts = [order.paidPaise, order.amountPaise].map(amountOfPaise);
    const of = ['0400', merchant.merchantId, order.transactionId, paidOn, order.orderId];
    const asked = [...of, ...amounts, indianStamp(askedAt), order.reference, 'NA', 'NA', 'NA'];
    const expected = { begins: ['0410', merchant.merchantId], length: 13 };
    const fields = await ask(merchant, '/refund', asked, expected);
    return fields ? readRefundAnswer(fields.slice(2), order) : { outcome: 'not-accepted' };
  }

  /**
   * Asks what became of a refund, by our reference; `unknown` when the gateway was never asked for
   * it. Changes nothing. Throws GatewayUnavailable and nothing else.
   */
  async function queryRefund(
    merchant: Merchant,
    order: RefundOrder,
  ): Promise<RefundReply | { outcome: 'unknown' }> {
    const { merchantId } = merchant;
    const asked = ['0420', merchantId, order.reference, indianStamp(new Date())];
    const expected = { begins: ['0430', merchantId, order.reference], length: 15 };
    const fields = await ask(merchant, '/refund-status', asked, expected);
    if (fields === null) return { outcome: 'not-accepted' };
    if (fields.at(-1) === 'N') return { outcome: 'unknown' };
    return readRefundAnswer(fields.slice(3), order);
  }

  return { askRefund, queryRefund };
}
