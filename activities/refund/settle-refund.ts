import {
  type PlacedRefund,
  type RefundPartRow,
  readRefund,
  remarkOnRefundPart,
  settleRefundPart,
} from '../../db/queries/money/payment/refund.ts';
import type { RefundAnswer } from '../../gateways/payment/refund.ts';
import { corrupt } from '../failure.ts';
import type { OfPayments } from '../payment/ask-gateway.ts';
import { askForRefund } from './ask-for-refund.ts';
import { refundEnd } from './booking.ts';

/** `open`: parts that are not known. `disputed`: of one the gateway says what does not fit. */
export type RefundStanding = { open: number; disputed: boolean };

/** Keeps what the gateway says of a part, with its booking where that ends it. */
async function keep(
  { database }: Pick<OfPayments, 'database'>,
  { payer }: PlacedRefund,
  part: RefundPartRow,
  answer: RefundAnswer,
): Promise<void> {
  const { reference } = part;
  const settledAt = new Date();
  switch (answer.outcome) {
    case 'done': {
      const end = { status: 'done' as const, gatewayReference: answer.refundId, remark: null };
      const booking = refundEnd(payer, part, 'done');
      return settleRefundPart(database, reference, { ...end, settledAt }, booking);
    }
    case 'refused': {
      const end = { status: 'refused' as const, gatewayReference: null, remark: answer.reason };
      const booking = refundEnd(payer, part, 'refused');
      return settleRefundPart(database, reference, { ...end, settledAt }, booking);
    }
    case 'disputed':
      return remarkOnRefundPart(database, reference, answer.reason);
    case 'pending':
      return;
    default:
      return answer satisfies never;
  }
}

/**
 * Asks the gateway for each part of a refund that is not known, one after the other, and takes or gives
 * back what was set aside for it. Safe to repeat. Throws UpstreamUnavailable; what is known by then
 * stays known.
 */
export function createSettleRefund(payments: OfPayments) {
  return async function settleRefund(input: { refundId: string }): Promise<RefundStanding> {
    const refund = await readRefund(payments.database, input.refundId);
    if (!refund) throw corrupt(`there is no refund ${input.refundId}`);
    const standing = { open: 0, disputed: false };
    for (const part of refund.parts.filter(({ status }) => status === 'asked')) {
      const answer = await askForRefund(payments, refund, part);
      await keep(payments, refund, part, answer);
      const isOpen = answer.outcome === 'pending' || answer.outcome === 'disputed';
      if (isOpen) standing.open += 1;
      if (answer.outcome === 'disputed') standing.disputed = true;
    }
    return standing;
  };
}
