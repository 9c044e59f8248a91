import { heartbeat } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { Database } from '../../db/database.ts';
import { type BatchRow, findBatch } from '../../db/queries/migration/batch.ts';
import type { Manifest } from '../../domain/migration/export-file.ts';
import { exportChanged, stagingLost } from '../../workflows/legacy-migration/contract.ts';
import { corrupt } from '../failure.ts';

const heartbeatMs = 2_000;

/** Does long work with heartbeats beside it, so that a worker that dies is noticed soon. */
export async function beating<Result>(work: () => Promise<Result>): Promise<Result> {
  const timer = setInterval(() => heartbeat(), heartbeatMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/** A batch whose manifest was read, as every one is that went further than its opening. */
export type ReadBatch = BatchRow & { manifest: Manifest };

/** The batch that the activity works for. Throws Corrupt where there is none. */
export async function batchOf(database: Database, batchId: string): Promise<ReadBatch> {
  const batch = await findBatch(database, batchId);
  if (!batch) throw corrupt(`there is no batch ${batchId}`);
  if (!batch.manifest) throw corrupt(`the batch ${batchId} has no manifest`);
  return { ...batch, manifest: batch.manifest };
}

/** What is staged is not all that should be: a run stages and checks again. */
export const lostStaging = (message: string) =>
  ApplicationFailure.nonRetryable(message, stagingLost);

/** The export in the folder is not the one that was checked. */
export const changedExport = (message: string) =>
  ApplicationFailure.nonRetryable(message, exportChanged);
