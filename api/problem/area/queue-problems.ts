import type { CatalogueEntry } from '../catalogue-entry.ts';

/** What the queue of an office can refuse with; part of the catalogue. */
export const queueProblems = {
  'claimed-by-another': {
    status: 409,
    title: 'Another officer has this case',
    advice: 'Take another one, or ask the administrator to reassign it.',
  },
  'own-organisation': {
    status: 403,
    title: 'An agency does not decide on what it exports itself',
    advice: 'The exporter withdraws and applies at another agency, or DGFT operations reject.',
  },
  'agency-of-applicant': {
    status: 422,
    title: 'This agency exports under the same IEC itself',
    advice: 'Name an office of another agency, as GET /api/v1/offices lists them.',
  },
  'on-leave': {
    status: 409,
    title: 'You are on leave',
    advice: 'End your leave first: DELETE /api/v1/account/absence.',
  },
  'officer-not-available': {
    status: 422,
    title: 'This officer cannot take the case',
    advice: "Name an active officer who is mapped to the case's office and not on leave.",
  },
  'stand-in-not-available': {
    status: 422,
    title: 'This officer cannot stand in',
    advice: 'Name another active officer of one of the same offices who is not on leave then.',
  },
  'absence-over': {
    status: 422,
    title: 'This leave would be over already',
    advice: 'Name a last day that is today in India or later, and a first day not after it.',
  },
} as const satisfies Record<string, CatalogueEntry>;
