import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Order, OrderStatus, PaymentRequest } from './order.ts';

/** BillDesk's classic message: fields by pipes, the last one the checksum of all before it. */
export function seal(fields: string[], checksumKey: string): string {
  const text = fields.join('|');
  const mac = createHmac('sha256', checksumKey).update(text).digest('hex').toUpperCase();
  return `${text}|${mac}`;
}

/** Whether a message carries the checksum that this key makes. */
export function isSealedWith(msg: string, checksumKey: string): boolean {
  const text = msg.slice(0, Math.max(0, msg.lastIndexOf('|')));
  const right = Buffer.from(seal(text.split('|'), checksumKey));
  const given = Buffer.from(msg);
  return right.length === given.length && timingSafeEqual(right, given);
}

/** What a request of 23 fields asks for, or null when it is none. The checksum is not looked at. */
export function readRequest(msg: string): PaymentRequest | null {
  const fields = msg.split('|');
  const [merchantId, orderId, , amount] = fields;
  const returnUrl = fields[21] ?? '';
  const isRequest =
    fields.length === 23 &&
    fields[7] === 'INR' &&
    fields[9] === 'R' &&
    fields[10] === merchantId?.toLowerCase() &&
    fields[13] === 'F' &&
    /^https?:\/\//.test(returnUrl) &&
    /^\d+\.\d\d$/.test(amount ?? '') &&
    Number(amount) > 0;
  if (!isRequest || !merchantId || !orderId || !amount) return null;
  return { merchantId, orderId, amount, returnUrl, additional: fields.slice(14, 21) };
}

/** `open`: nobody has paid yet, which a status query sees as waiting for the bank. */
const authStatus: Readonly<Record<OrderStatus, string>> = {
  open: '0002',
  pending: '0002',
  paid: '0300',
  declined: '0399',
};

/** `DD-MM-YYYY HH:mm:ss` in Indian time. */
function indianTime(instant: string): string {
  const shifted = new Date(Date.parse(instant) + 5.5 * 3_600_000).toISOString();
  const [year, month, day] = shifted.slice(0, 10).split('-');
  return `${day}-${month}-${year} ${shifted.slice(11, 19)}`;
}

function replyFields(order: Order): string[] {
  const declined = order.status === 'declined';
  return [
    order.merchantId,
    order.orderId,
    order.transactionId,
    order.bankReference,
    order.amount.padStart(11, '0'),
    'SIM',
    '22270726',
    '01',
    'INR',
    'DIRECT',
    'NA',
    'NA',
    'NA',
    indianTime(order.at),
    authStatus[order.status],
    'NA',
    ...order.additional,
    declined ? 'ERR' : 'NA',
    declined ? 'Declined by the bank' : 'NA',
  ];
}

/** The message that reaches the merchant through the browser and as the gateway's own notice. */
export function reply(order: Order, checksumKey: string): string {
  return seal(replyFields(order), checksumKey);
}

/** Merchant and order of a status query (0122), or null when it is none. */
export function readStatusQuery(msg: string): { merchantId: string; orderId: string } | null {
  const [kind, merchantId, orderId, stamp, , ...more] = msg.split('|');
  const isQuery = kind === '0122' && /^\d{14}$/.test(stamp ?? '') && more.length === 0;
  return isQuery && merchantId && orderId ? { merchantId, orderId } : null;
}

/** The answer to a status query (0130); its last field says whether the order is known at all. */
export function statusReply(
  asked: { merchantId: string; orderId: string },
  order: Order | undefined,
  checksumKey: string,
): string {
  const refund = ['NA', '0.00', 'NA', 'NA'];
  const unknown = [asked.merchantId, asked.orderId, ...Array<string>(23).fill('NA')];
  const fields = order === undefined ? unknown : replyFields(order);
  return seal(['0130', ...fields, ...refund, order === undefined ? 'N' : 'Y'], checksumKey);
}
