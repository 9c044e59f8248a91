import { createHmac } from 'node:crypto';
import type { Merchant } from './order.ts';

/** What the gateway hands over, or takes back, for one payment or refund; amounts in paise. */
export type Movement = {
  orderId: string;
  reference: string;
  kind: 'PAYMENT' | 'REFUND';
  paise: number;
  /** The day in India, `YYYY-MM-DD`. */
  date: string;
};

/** Two percent, and eighteen percent of that, each rounded to whole paise. */
const chargeOf = (paise: number): number => Math.round(paise / 50);
const taxOf = (charge: number): number => Math.round((charge * 18) / 100);

const rupees = (paise: number): string =>
  `${paise < 0 ? '-' : ''}${(Math.abs(paise) / 100).toFixed(2)}`;

function lineOf({ orderId, reference, kind, paise, date }: Movement): {
  text: string;
  net: number;
} {
  const charge = kind === 'PAYMENT' ? chargeOf(paise) : 0;
  const tax = taxOf(charge);
  const net = (kind === 'PAYMENT' ? paise : -paise) - charge - tax;
  const amounts = [paise, charge, tax, net].map(rupees);
  return { text: ['D', orderId, reference, ...amounts, date, kind].join('|'), net };
}

/**
 * The settlement file of a merchant for one day: our own form, modelled on BillDesk's MIS report.
 * A header, a line for each payment and refund, and a trailer with their count, the sum of their net
 * amounts and an HMAC-SHA256 over every byte before it.
 */
export function settlementFile(
  { merchantId, checksumKey }: Pick<Merchant, 'merchantId' | 'checksumKey'>,
  day: string,
  movements: readonly Movement[],
  /** How many lines the trailer says there are. */
  counted: number = movements.length,
): string {
  const lines = movements.map(lineOf);
  const sum = lines.reduce((total, { net }) => total + net, 0);
  const head = ['H', 'MIS', '1', merchantId, day, 'INR'].join('|');
  const body = [head, ...lines.map(({ text }) => text)].map((text) => `${text}\n`).join('');
  const sealed = `${body}T|${counted}|${rupees(sum)}|`;
  const mac = createHmac('sha256', checksumKey).update(sealed).digest('hex').toUpperCase();
  return `${sealed}${mac}\n`;
}
