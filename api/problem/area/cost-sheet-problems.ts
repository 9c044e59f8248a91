import type { CatalogueEntry } from '../catalogue-entry.ts';

/** Refusals about cost sheets that exporters keep. */
export const costSheetProblems = {
  'cost-sheet-is-retired': {
    status: 409,
    title: 'The cost sheet was retired',
    advice: 'A retired sheet stays as it is. Keep a new one.',
  },
  'agent-without-mandate': {
    status: 422,
    title: 'That account acts for no mandate of this firm',
    advice: 'Take the agent from GET /mandates; invite one who has no mandate yet.',
  },
  'approval-decided': {
    status: 409,
    title: 'That version does not wait for an approval',
    advice: 'Look at the sheet: your agency was not asked about that version, or has decided.',
  },
  'declaration-needs-dollars': {
    status: 422,
    title: 'The declaration is made out in US dollars',
    advice: 'State the sheet in USD, or in INR with the notified rate of the dollar.',
  },
} as const satisfies Record<string, CatalogueEntry>;
