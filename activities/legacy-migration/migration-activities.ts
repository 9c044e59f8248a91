import type { BatchFigures, FileProblem } from '../../domain/migration/batch.ts';
import type { ExportFile } from '../../domain/migration/export-file.ts';
import type {
  Accepted,
  Agreed,
  ChunkLoaded,
  LoadShard,
  NewBatch,
  OfBatch,
  Opened,
  Said,
  Steering,
  UndoStep,
} from '../../workflows/legacy-migration/contract.ts';

/**
 * What a migration is made of, in the order in which its run does it. Each may be killed at any
 * moment and repeated; each that takes long heartbeats. Failures of type `StagingLost` say that
 * `stageFile` and `checkRows` are due again, of type `ExportChanged` that the batch cannot go on.
 */
export type MigrationActivities = {
  /** Enters the batch with its manifest; no file is read yet. */
  openBatch(input: NewBatch): Promise<Opened>;
  /**
   * Reads one file into its staging table, each row put right and checked on its own, and holds the
   * file against the manifest: rows and SHA-256, header, encoding, length of records. With a problem
   * nothing of it is staged.
   */
  stageFile(input: OfBatch & { file: ExportFile }): Promise<{ problems: FileProblem[] }>;
  /** Ends the batch with all that is wrong with its files; nothing was imported. */
  refuseExport(input: OfBatch & { problems: FileProblem[] }): Promise<void>;
  /**
   * Decides on every staged row by what stands in others: unknown exporters, conflicts, parents,
   * items. Keeps the refused ones with their raw text.
   */
  checkRows(input: OfBatch): Promise<void>;
  /**
   * The ranges to load: the steps one after the other, the shards of a step at the same time.
   * Asked again, the same ranges.
   */
  planLoad(input: OfBatch & { shards: number }): Promise<{ steps: LoadShard[][] }>;
  /** Loads the next `limit` lines of a shard, with the cursor in the same transaction. */
  loadChunk(input: OfBatch & { shard: LoadShard; limit: number }): Promise<ChunkLoaded>;
  /** Marks those of the batch that others of it replace as superseded. */
  deriveLineage(input: OfBatch): Promise<{ superseded: number }>;
  /** Books the balances of the wallets that were loaded into the batch's suspense accounts. */
  bookWallets(input: OfBatch): Promise<void>;
  /**
   * Counts what is there against what was sent, and keeps the figures with the batch. Of a dry run
   * it counts what would be there, and ends it.
   */
  reconcile(input: OfBatch): Promise<{ figures: BatchFigures }>;
  /**
   * Stages every row that is still refused, corrected or not, for another round: then `checkRows`
   * and all that follows it. `rows` 0: there is none.
   */
  stageRejects(input: OfBatch): Promise<{ rows: number }>;
  /**
   * Makes the batch count: wallets, certificates, the switches of the transition, all in one
   * transaction. Two different migration operators; asked again, the same answer.
   */
  acceptBatch(input: OfBatch & { acceptedBy: string; acceptedWith: string }): Promise<Accepted>;
  /** Takes the next part of a batch that was not accepted back; to be called until `undone`. */
  undoStep(input: OfBatch & { undoneBy: string | null }): Promise<UndoStep>;
  /** Keeps how the batch is steered, and what holds it up, for who looks at the table. */
  noteSteering(input: OfBatch & Steering & { trouble: string | null; said: Said[] }): Promise<void>;
  /** Keeps that the first of two operators agrees; asked again, the same answer. */
  agreeToBatch(input: OfBatch & { agreedBy: string; round: number }): Promise<Agreed>;
  /** What the first agreed to is not any more what the batch holds. */
  withdrawAgreement(input: OfBatch): Promise<void>;
};
