import {
  ActivityCancellationType,
  type ActivityOptions,
  proxyActivities,
} from '@temporalio/workflow';
import type { ArchiveActivities } from '../../activities/legacy-archive/archive-activities.ts';
import type { MigrationActivities } from '../../activities/legacy-migration/migration-activities.ts';
import { exportChanged, stagingLost } from './contract.ts';

const common = {
  retry: {
    initialInterval: '1 second',
    maximumInterval: '30 seconds',
    nonRetryableErrorTypes: [stagingLost, exportChanged],
  },
  // What is taken back must not be written any more: a batch is undone when its steps have ended.
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
} satisfies ActivityOptions;
/** A worker that was killed is noticed by this; the step then goes on where its cursor stands. */
const long = {
  ...common,
  startToCloseTimeout: '12 hours',
  heartbeatTimeout: '6 seconds',
} satisfies ActivityOptions;
/** Without a heartbeat a worker that was killed is noticed by the end of this alone. */
const short = { ...common, startToCloseTimeout: '20 seconds' } satisfies ActivityOptions;

export const { openBatch } = proxyActivities<MigrationActivities>({
  ...short,
  summary: 'Read the manifest, enter the batch',
});

export const { stageFile, stageRejects } = proxyActivities<MigrationActivities>({
  ...long,
  summary: 'Read rows into the staging tables',
});

export const { refuseExport } = proxyActivities<MigrationActivities>({
  ...short,
  summary: 'Say what is wrong with the files',
});

export const { checkRows } = proxyActivities<MigrationActivities>({
  ...long,
  summary: 'Hold every row against the others',
});

export const { planLoad } = proxyActivities<MigrationActivities>({
  ...short,
  summary: 'Divide the rows into ranges',
});

export const { loadChunk } = proxyActivities<MigrationActivities>({
  ...long,
  summary: 'Load the next lines, with the cursor',
});

export const { deriveLineage, bookWallets } = proxyActivities<MigrationActivities>({
  ...long,
  summary: 'Mark what was replaced; book the balances into suspense accounts',
});

export const { copyDocuments } = proxyActivities<ArchiveActivities>({
  ...long,
  summary: 'Copy the next documents into storage',
});

export const { writeReport } = proxyActivities<ArchiveActivities>({
  ...short,
  summary: 'Write and seal the report',
});

export const { reconcile } = proxyActivities<MigrationActivities>({
  ...long,
  summary: 'Count what is here against what was sent',
});

export const { agreeToBatch, withdrawAgreement, noteSteering } =
  proxyActivities<MigrationActivities>({
    ...short,
    summary: 'Keep with the batch what operators said',
  });

export const { acceptBatch } = proxyActivities<MigrationActivities>({
  ...long,
  summary: 'Make the batch count',
});

export const { undoStep } = proxyActivities<MigrationActivities>({
  ...long,
  summary: 'Take the next part back',
});
