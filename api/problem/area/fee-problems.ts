import type { CatalogueEntry } from '../catalogue-entry.ts';

/** What the fees, and changes of them, can be refused with; part of the catalogue. */
export const feeProblems = {
  'fee-changed': {
    status: 422,
    title: 'The fee is not the one that you were shown',
    advice: 'Nothing was charged. GET …/fee gives the fee of today; submit again with that.',
  },
  'fee-not-in-future': {
    status: 422,
    title: 'A fee is changed from a future day on',
    advice: 'Name a day after today in India; what was charged stays as it was.',
  },
  'fee-terms-refused': {
    status: 422,
    title: 'The fee table cannot take this entry',
    advice: '`errors` says what does not fit: scheme, agency or taxes.',
  },
  'fee-proposal-decided': {
    status: 409,
    title: 'This proposal is decided',
    advice: 'Propose anew what should be otherwise: GET /api/v1/fees shows what counts.',
  },
} as const satisfies Record<string, CatalogueEntry>;
