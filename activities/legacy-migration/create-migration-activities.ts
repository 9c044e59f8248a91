import { sleep } from '@temporalio/activity';
import type { Database } from '../../db/database.ts';
import { createAcceptBatch } from './accept-batch.ts';
import { createAgreeToBatch, createWithdrawAgreement } from './agree-to-batch.ts';
import { createBookWallets } from './book-wallets.ts';
import { createCheckRows } from './check-rows.ts';
import { openGivingWay } from './give-way.ts';
import { createDeriveLineage, createLoadChunk, createPlanLoad } from './load-rows.ts';
import type { MigrationActivities } from './migration-activities.ts';
import { createNoteSteering } from './note-steering.ts';
import { createOpenBatch } from './open-batch.ts';
import { createReconcile } from './reconcile.ts';
import { createRefuseExport } from './refuse-export.ts';
import { createStageFile } from './stage-file.ts';
import { createStageRejects } from './stage-rejects.ts';
import { createUndoStep } from './undo-step.ts';

/** Every activity of the migration's worker; the names are persisted in histories. */
export function createMigrationActivities(given: {
  database: Database;
  databaseUrl: string;
}): MigrationActivities {
  const dependencies = { ...given, giveWay: openGivingWay(given.database.$client, sleep) };
  return {
    openBatch: createOpenBatch(dependencies),
    stageFile: createStageFile(dependencies),
    refuseExport: createRefuseExport(dependencies),
    checkRows: createCheckRows(dependencies),
    planLoad: createPlanLoad(dependencies),
    loadChunk: createLoadChunk(dependencies),
    deriveLineage: createDeriveLineage(dependencies),
    bookWallets: createBookWallets(dependencies),
    reconcile: createReconcile(dependencies),
    stageRejects: createStageRejects(dependencies),
    acceptBatch: createAcceptBatch(dependencies),
    undoStep: createUndoStep(dependencies),
    noteSteering: createNoteSteering(dependencies),
    agreeToBatch: createAgreeToBatch(dependencies),
    withdrawAgreement: createWithdrawAgreement(dependencies),
  };
}
