import type { CatalogueEntry } from '../catalogue-entry.ts';

/** What settling a difference with the gateway can be refused with; part of the catalogue. */
export const settlementProblems = {
  'difference-settled': {
    status: 409,
    title: 'This difference is settled',
    advice: 'Nothing is left to do: GET /api/v1/settlements/differences shows how it ended.',
  },
  'difference-proposed': {
    status: 409,
    title: 'Something is proposed for this difference already',
    advice: 'A second person decides on that first; once it is rejected, propose anew.',
  },
  'difference-not-proposed': {
    status: 409,
    title: 'Nothing is proposed for this difference',
    advice: 'Propose how it is to be settled; somebody else decides on it then.',
  },
  'difference-changed': {
    status: 409,
    title: 'The difference is not any more what the proposal was about',
    advice: 'The gateway’s file came since. Reject the proposal, look again and propose anew.',
  },
  'outcome-not-open': {
    status: 422,
    title: 'This difference cannot be settled like that',
    advice: '`outcomes` of the difference names the ways that are open just now.',
  },
  'payer-not-named': {
    status: 422,
    title: 'It is not said, or not rightly, whose wallet is to be credited',
    advice: 'Name the IEC of an exporter on record; where the difference names one, that one.',
  },
} as const satisfies Record<string, CatalogueEntry>;
