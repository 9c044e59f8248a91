import type { CatalogueEntry } from '../catalogue-entry.ts';

const lookAgain = 'GET /api/v1/migrations/{id} says where the batch stands.';

/** What bringing the earlier platform over can be refused with; part of the catalogue. */
export const migrationProblems = {
  'source-not-found': {
    status: 422,
    title: 'There is no such export among the imports',
    advice: 'GET /api/v1/migration-sources names those that lie there; others can be uploaded.',
  },
  'upload-part-missing': {
    status: 409,
    title: 'The part before this one has not arrived',
    advice: 'See `detail` for how many bytes have; go on from there.',
  },
  'migration-busy': {
    status: 409,
    title: 'Another batch is at work',
    advice: 'One is at work at a time: wait for it, or have it undone.',
  },
  'migration-not-now': {
    status: 409,
    title: 'The batch cannot do this now',
    advice: lookAgain,
  },
  'migration-same-person': {
    status: 409,
    title: 'A second operator has to accept the batch',
    advice: 'Somebody else, signed in with another account, accepts it.',
  },
  'migration-not-an-operator': {
    status: 409,
    title: 'One of the two may not accept a batch any more',
    advice: 'Two active migration operators accept it.',
  },
  'migration-not-reconciled': {
    status: 409,
    title: 'The batch has no figures to accept',
    advice: lookAgain,
  },
  'migration-disagreements': {
    status: 409,
    title: 'The figures of the batch do not add up',
    advice: '`figures.disagreements` says what. Undo the batch, or have operations look.',
  },
  'migration-earlier-batch-open': {
    status: 409,
    title: 'An earlier batch is neither accepted nor undone',
    advice: 'Batches are accepted in their order: decide on the earlier one first.',
  },
  'migration-later-batch-exists': {
    status: 409,
    title: 'A later batch rests on this one',
    advice: 'Undo the later batch first.',
  },
  'migration-already-accepted': {
    status: 409,
    title: 'The batch counts already',
    advice: 'What people rely on is not taken back.',
  },
  'migration-already-undone': {
    status: 409,
    title: 'The batch was undone',
    advice: 'Bring the export over again.',
  },
  'migration-dry-run': {
    status: 409,
    title: 'A dry run brings nothing in',
    advice: 'Bring the export over without `dryRun`.',
  },
  'migration-nothing-refused': {
    status: 409,
    title: 'No row of the batch is refused',
    advice: 'There is nothing to try again.',
  },
  'reject-not-found': {
    status: 422,
    title: 'A row to be corrected was not refused',
    advice: '`errors` names them. Nothing of the request was kept.',
  },
  'reject-sheet-unreadable': {
    status: 422,
    title: 'This is not a sheet of rejected rows',
    advice: 'Take the CSV of GET /api/v1/migrations/{id}/rejects.csv and keep its first line.',
  },
} as const satisfies Record<string, CatalogueEntry>;
