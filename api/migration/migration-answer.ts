import path from 'node:path';
import type { z } from 'zod';
import type { Database } from '../../db/database.ts';
import type { BatchRow } from '../../db/queries/migration/batch.ts';
import { type FileProgress, readProgress } from '../../db/queries/migration/batch-list.ts';
import { readGivingWay } from '../../db/queries/migration/give-way.ts';
import { workingPhases } from '../../domain/migration/batch.ts';
import { legacyMigrationId } from '../../workflows/legacy-migration/contract.ts';
import type { migrationAnswer } from '../schemas/migration/migration.ts';

type Shown = z.output<typeof migrationAnswer>;

const moment = (at: Date | null): string | null => at?.toISOString() ?? null;

/** A batch as its operators see it; `givingWay` is the number of the one that gives way. */
export function migrationShown(
  batch: BatchRow,
  progress: readonly FileProgress[],
  givingWay: number | null,
): Shown {
  const { id, phase, manifest, figures } = batch;
  return {
    id,
    workflowId: legacyMigrationId(id),
    phase,
    ended: !workingPhases.includes(phase) && phase !== 'reconciled',
    paused: batch.pausedAt !== null,
    linesPerSecond: batch.linesPerSecond,
    givesWay: batch.number === givingWay,
    trouble: batch.trouble,
    dryRun: batch.dryRun,
    source: path.basename(batch.directory),
    exportSha256: batch.exportSha256,
    cutOff: manifest?.cutOff ?? null,
    round: batch.round,
    problems: batch.problems ?? [],
    progress: progress.map((one) => ({ ...one, sent: manifest?.files[one.file].rows ?? null })),
    figures,
    startedBy: batch.startedBy,
    startedAt: batch.startedAt.toISOString(),
    phaseAt: batch.phaseAt.toISOString(),
    agreedBy: batch.agreedBy,
    agreedAt: moment(batch.agreedAt),
    acceptedBy: batch.acceptedBy,
    acceptedWith: batch.acceptedWith,
    acceptedAt: moment(batch.acceptedAt),
    undoneAt: moment(batch.undoneAt),
  };
}

/** The same with how far it has come at this moment. */
export async function migrationNow(database: Database, batch: BatchRow): Promise<Shown> {
  const [progress, givingWay] = await Promise.all([
    readProgress(database, batch),
    readGivingWay(database),
  ]);
  return migrationShown(batch, progress, givingWay);
}
