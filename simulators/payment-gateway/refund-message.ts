import { seal } from './message.ts';

/** What a 0400 message asks for; amounts as sent, such as `350.00`. */
export type RefundRequest = {
  merchantId: string;
  transactionId: string;
  /** Of the payment, `YYYYMMDD` in India. */
  date: string;
  orderId: string;
  amount: string;
  refundAmount: string;
  askedAt: string;
  /** The merchant's own (MerchantRefNo): a refund is carried out once by it. */
  reference: string;
};

/** `cancelled`: given back on the day of the payment, before it was settled. */
export type RefundStatus = 'pending' | 'cancelled' | 'refunded' | 'refused';

/** What a merchant has asked to be given back of an order; one per merchant and reference. */
export type Refund = RefundRequest & {
  status: RefundStatus;
  /** The gateway's own reference; `NA` while nothing was given back. */
  refundId: string;
  /** Why it is refused; `NA` otherwise. */
  reason: string;
  /** When the status last changed, ISO 8601 UTC. */
  at: string;
};

const amountForm = /^\d{1,10}\.\d\d$/;

/** What a 0400 message asks for, or null when it is none. The checksum is not looked at. */
export function readRefundRequest(msg: string): RefundRequest | null {
  const fields = msg.split('|');
  const [kind, merchantId, transactionId, date, orderId, amount, refundAmount] = fields;
  const [askedAt, reference] = fields.slice(7);
  const isRequest =
    fields.length === 13 &&
    kind === '0400' &&
    /^\d{8}$/.test(date ?? '') &&
    /^\d{14}$/.test(askedAt ?? '') &&
    amountForm.test(amount ?? '') &&
    amountForm.test(refundAmount ?? '') &&
    Number(refundAmount) > 0;
  if (!isRequest || !merchantId || !transactionId || !date || !orderId || !amount) return null;
  if (!refundAmount || !askedAt || !reference) return null;
  return { merchantId, transactionId, date, orderId, amount, refundAmount, askedAt, reference };
}

/** Merchant and reference of a question after a refund (0420), or null when it is none. */
export function readRefundQuery(msg: string): { merchantId: string; reference: string } | null {
  const [kind, merchantId, reference, stamp, , ...more] = msg.split('|');
  const isQuery = kind === '0420' && /^\d{14}$/.test(stamp ?? '') && more.length === 0;
  return isQuery && merchantId && reference ? { merchantId, reference } : null;
}

const refundStatus: Readonly<Record<RefundStatus, string>> = {
  pending: 'NA',
  cancelled: '0699',
  refunded: '0799',
  refused: 'NA',
};

const answerFields = (refund: Refund): string[] => [
  refund.transactionId,
  refund.date,
  refund.orderId,
  refund.amount,
  refund.refundAmount,
  refund.askedAt,
  refundStatus[refund.status],
  refund.refundId,
  refund.status === 'refused' ? 'ERR_REF' : 'NA',
  refund.reason,
  refund.status === 'refused' ? 'N' : 'Y',
];

/** The answer to a request (0410). */
export const refundAnswer = (refund: Refund, checksumKey: string): string =>
  seal(['0410', refund.merchantId, ...answerFields(refund)], checksumKey);

/** The answer to a question (0430); its last field says whether the refund is known at all. */
export function refundStatusAnswer(
  asked: { merchantId: string; reference: string },
  refund: Refund | undefined,
  checksumKey: string,
): string {
  const fields = refund === undefined ? Array<string>(11).fill('NA') : answerFields(refund);
  const known = refund === undefined ? 'N' : 'Y';
  return seal(['0430', asked.merchantId, asked.reference, ...fields, known], checksumKey);
}
