import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { BatchFigures, BatchPhase, FileProblem } from '../../domain/migration/batch.ts';
import type { ExportFile } from '../../domain/migration/export-file.ts';

export type { BatchFigures, BatchPhase, FileProblem } from '../../domain/migration/batch.ts';
export type { ExportFile } from '../../domain/migration/export-file.ts';
export type { RejectReason } from '../../domain/migration/reject-reason.ts';

export const legacyMigrationName = 'legacyMigration';
export const legacyMigrationShardName = 'legacyMigrationShard';

/** Apart from the cases' own queue: a migration never keeps a case waiting. */
export const migrationTaskQueue = 'ecoo-migration';

/** One run for each batch, and one below it for each range of lines in each round. */
export const legacyMigrationId = (batchId: string) => `legacy-migration/${batchId}`;
export const legacyMigrationShardId = (
  batchId: string,
  { round, file, shard }: { round: number; file: ExportFile; shard: number },
) => `${legacyMigrationId(batchId)}/${round}/${file}/${shard}`;

/** How a batch is held up or slowed down; `linesPerSecond` null: as fast as it goes. */
export type Steering = { paused: boolean; linesPerSecond: number | null };

/** What a run brings along when it continues as new, which it does while nothing is at work. */
export type MigrationInput = OfBatch & {
  resumed?: {
    phase: BatchPhase;
    round: number;
    agreedBy: string | null;
    steering: Steering;
    dryRun: boolean;
    /** How often operators have steered it. */
    said: number;
  };
};
export type MigrationShardInput = OfBatch & {
  range: LoadShard;
  linesAtOnce: number;
  steering: Steering;
  /** Lines that earlier runs of this shard have loaded. */
  lines: number;
};

/** Where a batch stands after a message took effect. */
export type MigrationState = {
  phase: BatchPhase;
  round: number;
  steering: Steering;
  /** The first of the two who accept. */
  agreedBy: string | null;
  /** Why it cannot go on by itself; null while it can. */
  trouble: string | null;
};

/** The operator who sends a message: the API has signed this person in, the activities check again. */
export type ByOperator = { by: string };

/** What an operator had a batch do, for the audit; `number` counts them within a batch. */
export type Said = ByOperator & {
  number: number;
  what: 'pause' | 'resume' | 'set-pace' | 'retry-rejected';
};
export type BeginInput = ByOperator & { directory: string; dryRun: boolean };
export type SetPaceInput = ByOperator & { linesPerSecond: number | null };
/** `round`: that of the figures which the sender saw; others are not accepted. */
export type AcceptInput = ByOperator & { round: number };

/** The message that a run is started with. Answered once the batch is entered, or is not. */
export const begin = defineUpdate<Opened, [BeginInput]>('begin');
export const pause = defineUpdate<MigrationState, [ByOperator]>('pause');
export const resume = defineUpdate<MigrationState, [ByOperator]>('resume');
export const setPace = defineUpdate<MigrationState, [SetPaceInput]>('setPace');
/** Takes every row that is still refused through the steps again, corrected or not. */
export const retryRejected = defineUpdate<MigrationState, [ByOperator]>('retryRejected');
/** Gives the batch up, wherever it stands, and takes all of it back. */
export const abort = defineUpdate<MigrationState, [ByOperator]>('abort');
/** The first of two agrees; the second makes the batch count. */
export const accept = defineUpdate<MigrationState, [AcceptInput]>('accept');

/** To a shard: how it is to go on. */
export const steer = defineSignal<[Steering]>('steer');

/** For support and tests; pages read the table. */
export const migrationState = defineQuery<MigrationState>('state');

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

/** A range of rows that one child loads: the lines `from` ≤ line < `to` of the file. */
export type LoadShard = { shard: number; file: ExportFile; from: number; to: number };

/** Where a shard stands after a chunk. The cursor is kept in the transaction of the rows. */
export type ChunkLoaded = { next: number; rows: number; done: boolean };

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

export type Agreed = { outcome: 'agreed' } | Refused;

export type Accepted = { outcome: 'accepted'; figures: BatchFigures } | Refused;

export type UndoStep = { outcome: 'undoing'; removed: number } | { outcome: 'undone' } | Refused;

/** The staged rows are gone, as after a crash of PostgreSQL: stage and check again, then go on. */
export const stagingLost = 'StagingLost';
/** A file is not any more what was checked: the batch is undone and refused. */
export const exportChanged = 'ExportChanged';
