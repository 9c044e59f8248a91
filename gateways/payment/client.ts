import { exchange } from '../http.ts';
import { gatewayUnavailable } from '../unavailable.ts';
import { seal, unseal } from './checksum.ts';
import { indianStamp } from './indian-stamp.ts';
import {
  type Merchant,
  type PaymentOrder,
  type PaymentReply,
  paymentRequest,
  replyOfFields,
} from './message.ts';
import { createRefunds } from './refund.ts';
import { createSettlementFiles } from './settlement.ts';

/**
 * `unknown`: the gateway has no such order (the browser never arrived there).
 * `refused`: it does not accept this Merchant ID with this checksum key.
 */
export type PaymentQuery =
  | { outcome: 'found'; reply: PaymentReply }
  | { outcome: 'unknown' }
  | { outcome: 'refused' };

/** The payment gateway of all offices; each call says for which merchant. */
export function createPaymentGateway(settings: { url: string; timeoutMs: number }) {
  const system = { name: 'payment', url: settings.url, timeoutMs: settings.timeoutMs };

  /** The form that the exporter's browser posts: `<form method=post action><input name=msg>`. */
  function paymentForm(merchant: Merchant, order: PaymentOrder): { action: string; msg: string } {
    return { action: `${settings.url}/pay`, msg: paymentRequest(merchant, order) };
  }

  /** Asks what became of an order. Safe to repeat. Throws GatewayUnavailable and nothing else. */
  async function queryPayment(merchant: Merchant, orderId: string): Promise<PaymentQuery> {
    const { merchantId, checksumKey } = merchant;
    const msg = seal(['0122', merchantId, orderId, indianStamp(new Date())], checksumKey);
    const answer = await exchange(system, '/status', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ msg }).toString(),
    });
    if (answer.status === 403) return { outcome: 'refused' };
    const fields = unseal(answer.text.trim(), checksumKey);
    if (fields === null || fields[0] !== '0130' || fields[1] !== merchantId) {
      throw gatewayUnavailable('payment', 'a status answer is not authentic');
    }
    if (fields.at(-1) === 'N') return { outcome: 'unknown' };
    const reply = replyOfFields(fields.slice(1, 26));
    if (reply === null || reply.orderId !== orderId) {
      throw gatewayUnavailable('payment', 'a status answer is not of the agreed form');
    }
    return { outcome: 'found', reply };
  }

  const more = { ...createRefunds(system), ...createSettlementFiles(system) };
  return { paymentForm, queryPayment, ...more };
}

export type PaymentGateway = ReturnType<typeof createPaymentGateway>;
