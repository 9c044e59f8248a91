import { amountOfPaise, paiseOfAmount } from './amount.ts';
import { seal, unseal } from './checksum.ts';

/** What an office's gateway account is known by. The key never leaves the server. */
export type Merchant = { merchantId: string; checksumKey: string };

export type PaymentOrder = {
  /** Ours, unique per merchant: BillDesk's CustomerID. Letters, digits, `.`, `_`, `-`. */
  orderId: string;
  amountPaise: number;
  /** Where the browser is sent back to, with `msg` in a form post. */
  returnUrl: string;
  /** At most seven; come back as they were. No personal data. */
  additional: string[];
};

/**
 * `pending` also stands for every status that we do not know: such a payment is asked for again,
 * neither credited nor given up.
 */
export type PaymentOutcome = 'paid' | 'failed' | 'pending';

export type PaymentReply = {
  merchantId: string;
  orderId: string;
  /** The gateway's own reference: credit once by it. */
  transactionId: string;
  bankReference: string | null;
  amountPaise: number;
  currency: string;
  /** When the gateway says it happened, UTC. */
  at: string;
  outcome: PaymentOutcome;
  /** As sent: 0300, 0399, NA, 0001, 0002. */
  authStatus: string;
  additional: string[];
  error: string | null;
};

const absent = 'NA';

function present(field: string | undefined): string | null {
  return field === undefined || field === '' || field === absent ? null : field;
}

/** The `msg` to post to the gateway. Throws when a value could break out of its field. */
export function paymentRequest(merchant: Merchant, order: PaymentOrder): string {
  const additional = Array.from({ length: 7 }, (_, index) => order.additional[index] ?? absent);
  const values = [merchant.merchantId, order.orderId, order.returnUrl, ...additional];
  if (!/^[A-Za-z0-9._-]{1,64}$/.test(order.orderId) || order.additional.length > 7) {
    throw new Error('The order id or the number of additional fields does not fit the message');
  }
  if (values.some((value) => /[|\s]/.test(value) || value === '')) {
    throw new Error('A field of a payment message holds a pipe or blank, or is empty');
  }
  const { merchantId, checksumKey } = merchant;
  const amount = amountOfPaise(order.amountPaise);
  const before = [merchantId, order.orderId, absent, amount, absent, absent, absent, 'INR', absent];
  const security = ['R', merchantId.toLowerCase(), absent, absent, 'F'];
  return seal([...before, ...security, ...additional, order.returnUrl], checksumKey);
}

/** Which order a reply speaks of, and so whose key seals it. Not to be believed before that is checked. */
export const claimedOrderId = (msg: string): string => msg.split('|', 2)[1] ?? '';

const outcomes: ReadonlyMap<string, PaymentOutcome> = new Map([
  ['0300', 'paid'],
  ['0399', 'failed'],
  ['NA', 'failed'],
  ['0001', 'failed'],
]);

/** `DD-MM-YYYY HH:mm:ss` of Indian time as a UTC instant; null when it is none. */
function instant(text: string): string | null {
  const [, day, month, year, time] = /^(\d\d)-(\d\d)-(\d{4}) (\d\d:\d\d:\d\d)$/.exec(text) ?? [];
  const at = new Date(`${year}-${month}-${day}T${time}+05:30`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** The reply in 25 unsealed fields, or null when it is not one. */
export function replyOfFields(fields: string[]): PaymentReply | null {
  const [merchantId, orderId, transactionId, bankReference, amount, , , , currency] = fields;
  const amountPaise = paiseOfAmount(amount ?? '');
  const at = instant(fields[13] ?? '');
  const authStatus = fields[14] ?? '';
  if (fields.length !== 25 || !merchantId || !orderId || !transactionId || !currency) return null;
  if (amountPaise === null || at === null) return null;
  return {
    merchantId,
    orderId,
    transactionId,
    bankReference: present(bankReference),
    amountPaise,
    currency,
    at,
    outcome: outcomes.get(authStatus) ?? 'pending',
    authStatus,
    additional: fields.slice(16, 23).map((field) => (field === absent ? '' : field)),
    error: present(fields[24]),
  };
}

export type ReadReply =
  | { outcome: 'authentic'; reply: PaymentReply }
  | { outcome: 'forged' }
  | { outcome: 'malformed' };

/**
 * Reads a reply from the browser's return or the gateway's own notice. `forged`: the checksum is
 * not this merchant's. `malformed`: the merchant's own checksum over something that is no reply.
 */
export function readPaymentReply(merchant: Merchant, msg: string): ReadReply {
  const fields = unseal(msg, merchant.checksumKey);
  if (fields === null || fields[0] !== merchant.merchantId) return { outcome: 'forged' };
  const reply = replyOfFields(fields);
  return reply === null ? { outcome: 'malformed' } : { outcome: 'authentic', reply };
}
