import type { CatalogueEntry } from '../catalogue-entry.ts';

/** What corrections of agreements can be refused with; part of the catalogue. */
export const agreementProblems = {
  'figure-not-uncertain': {
    status: 422,
    title: 'This is no uncertain figure of the agreement',
    advice: 'GET /api/v1/agreements lists those that can be corrected; all else takes a release.',
  },
  'figure-value-refused': {
    status: 422,
    title: 'The figure cannot take this value',
    advice: '`errors` says where and why; docs/origin.md has the form of each figure.',
  },
  'correction-backdated': {
    status: 422,
    title: 'A correction counts from today on at the earliest',
    advice: 'Name today or a later day in India; what was decided before stays as it was.',
  },
  'correction-decided': {
    status: 409,
    title: 'This correction is decided',
    advice: 'Propose anew what should be otherwise: GET /api/v1/agreements shows what counts.',
  },
} as const satisfies Record<string, CatalogueEntry>;
