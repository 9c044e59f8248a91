import type { CatalogueEntry } from '../catalogue-entry.ts';

/** What asking for money back can be refused with; part of the catalogue. */
export const refundProblems = {
  'refund-too-small': {
    status: 422,
    title: 'A refund is not of so little',
    advice: 'Take an amount of at least what `detail` says.',
  },
  'refund-exceeds-wallet': {
    status: 422,
    title: 'The wallet holds less than that',
    advice: 'GET …/refunds says what the wallet holds and how much of it can go back.',
  },
  'refund-not-from-gateway': {
    status: 422,
    title: 'Not so much of the wallet came by the gateway',
    advice: 'Ask for what can go back to where it came from; the rest pays fees at this office.',
  },
  'refund-of-many-payments': {
    status: 422,
    title: 'The amount goes back to too many payments for one refund',
    advice: 'Ask for the amount in `detail` first, then for the rest.',
  },
} as const satisfies Record<string, CatalogueEntry>;
