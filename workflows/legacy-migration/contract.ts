import type { BatchFigures, BatchPhase, FileProblem } from '../../domain/migration/batch.ts';
import type { ExportFile } from '../../domain/migration/export-file.ts';

export type { BatchFigures, BatchPhase, FileProblem } from '../../domain/migration/batch.ts';
export type { ExportFile } from '../../domain/migration/export-file.ts';
export type { RejectReason } from '../../domain/migration/reject-reason.ts';

/** What every activity is told: which batch. The id is also the end of the run's workflow id. */
export type OfBatch = { batchId: string };

/** An export to bring over: a folder that the worker can read. */
export type NewBatch = OfBatch & {
  directory: string;
  /** Stage and check only: nothing reaches the final tables. */
  dryRun: boolean;
  /** Account id; null for who works at the server itself. */
  startedBy: string | null;
};

/**
 * `known`: this very export was taken, or is being taken, by another batch that was not undone.
 * `busy`: another batch is at work; only one is at a time. `refused`: nothing was imported.
 */
export type Opened =
  | { outcome: 'opened' }
  | { outcome: 'known'; batchId: string; phase: BatchPhase }
  | { outcome: 'busy'; batchId: string }
  | { outcome: 'refused'; problems: FileProblem[] };

export type FilesChecked = { outcome: 'sound' } | { outcome: 'refused'; problems: FileProblem[] };

/** A range of rows that one child loads: the lines `from` ≤ line < `to` of the file. */
export type LoadShard = { shard: number; file: ExportFile; from: number; to: number };

/** Where a shard stands after a chunk. The cursor is kept in the transaction of the rows. */
export type ChunkLoaded = { next: number; rows: number; done: boolean };

/** A row as it should have been: a line of the file's form, without line end. */
export type Correction = { file: ExportFile; line: number; row: string };

/** `unknown`: lines that were not refused in this batch. */
export type Corrected = { corrected: number; unknown: { file: string; line: number }[] };

/** A person who may not decide, an order that is not kept to, figures that do not add up. */
export type Refused = {
  outcome: 'refused';
  code:
    | 'same-person'
    | 'not-an-operator'
    | 'not-reconciled'
    | 'disagreements'
    | 'earlier-batch-open'
    | 'later-batch-exists'
    | 'already-accepted'
    | 'already-undone'
    | 'dry-run';
  message: string;
};

export type Accepted = { outcome: 'accepted'; figures: BatchFigures } | Refused;

export type UndoStep = { outcome: 'undoing'; removed: number } | { outcome: 'undone' } | Refused;

/** The staged rows are gone, as after a crash of PostgreSQL: stage and check again, then go on. */
export const stagingLost = 'StagingLost';
/** A file is not any more what was checked: the batch is undone and refused. */
export const exportChanged = 'ExportChanged';
