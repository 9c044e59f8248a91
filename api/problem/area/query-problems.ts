import type { CatalogueEntry } from '../catalogue-entry.ts';

/** Refusals about officers' queries and exporters' answers. */
export const queryProblems = {
  'answer-stale': {
    status: 409,
    title: 'The answer was changed since you saw it',
    advice: 'Get the prepared answer again, look at it, then repeat with its revision.',
  },
  'change-not-asked': {
    status: 422,
    title: 'The answer changes what the officer did not ask for',
    advice: 'Put the fields in `errors` back as they were, or withdraw the case and apply anew.',
  },
} as const satisfies Record<string, CatalogueEntry>;
