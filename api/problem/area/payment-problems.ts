import type { CatalogueEntry } from '../catalogue-entry.ts';

/** Refusals about paying, wallets and their statements. */
export const paymentProblems = {
  'wallet-not-offered': {
    status: 422,
    title: 'This office offers no wallet',
    advice: 'Submit again and pay by the gateway.',
  },
  'gateway-not-offered': {
    status: 422,
    title: 'This office takes no payment by the gateway yet',
    advice: 'Pay from the wallet, or ask the office when the gateway is set up.',
  },
  'payment-order-open': {
    status: 422,
    title: 'An order is open at the gateway',
    advice: 'Pay the open order (GET …/payment gives it), or decline it there first.',
  },
  'wallet-insufficient': {
    status: 422,
    title: 'The wallet holds less than the fee',
    advice: 'Top the wallet up, or pay by the gateway.',
  },
  'top-up-out-of-limits': {
    status: 422,
    title: 'A top-up does not bring so little, or so much',
    advice: 'Take an amount within the limits in `detail`.',
  },
  'statement-too-long': {
    status: 422,
    title: 'The statement is too long for one export',
    advice: 'Ask for a shorter time with `from` and `to`, or page through the statement.',
  },
  'report-too-long': {
    status: 422,
    title: 'The report is too long for one export',
    advice: 'Ask for one office or one agency at a time with `office` and `agency`.',
  },
  'period-unusable': {
    status: 422,
    title: 'The days do not make a period that can be asked for',
    advice: 'Name a first day that is not after the last, and not more days than `detail` says.',
  },
} as const satisfies Record<string, CatalogueEntry>;
