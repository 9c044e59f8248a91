import type { CatalogueEntry } from '../catalogue-entry.ts';

/** Refusals of uploaded sheets of items and materials, and of entries to be kept. */
export const sheetProblems = {
  'sheet-refused': {
    status: 422,
    title: 'The sheet cannot be read',
    advice: 'Take a template from GET /templates/{name}, fill it in, and send it as CSV or XLSX.',
  },
  'sheet-cells-refused': {
    status: 422,
    title: 'Some cells are not as they should be',
    advice:
      'Nothing was changed. Correct the cells that `errors` names, then send the sheet again.',
  },
  'saved-entries-full': {
    status: 409,
    title: 'No more entries of this kind can be kept',
    advice: 'Delete what is no longer needed.',
  },
} as const satisfies Record<string, CatalogueEntry>;
