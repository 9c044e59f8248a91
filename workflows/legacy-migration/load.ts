import { ChildWorkflowCancellationType, condition, startChild } from '@temporalio/workflow';
import { legacyMigrationShardId, type Steering, steer } from './contract.ts';
import { inLanes } from './lanes.ts';
import { type Run, type ShardWatch, show } from './run.ts';
import type { legacyMigrationShard } from './shard.ts';
import * as steps from './steps.ts';

/** Of a file; fewer where it is small. */
export const shardsAtMost = 4;
/** More of them would wait for each other at the tables' indexes. */
const shardsAtOnce = 2;
/** Some seconds' work: so long a pause, and the repeat after a kill, may take. */
const linesAtOnce = 200_000;

/** Each shard keeps to its share of the pace. */
const shareOf = ({ paused, linesPerSecond }: Steering): Steering => ({
  paused,
  linesPerSecond: linesPerSecond && Math.max(1, Math.floor(linesPerSecond / shardsAtOnce)),
});

/**
 * Loads ranges of lines, some at once, each as a run of its own. What one of them fails with is thrown
 * once none of them is at work any more.
 */
export async function loadRanges(run: Run, watches: ShardWatch[]): Promise<void> {
  run.shards = watches;
  show(run);
  await inLanes(shardsAtOnce, watches, (watch) => loadRange(run, watch));
}

async function loadRange(run: Run, watch: ShardWatch): Promise<void> {
  const { batchId, round } = run;
  const { range } = watch;
  const { file, shard } = range;
  await condition(() => !run.steering.paused);
  const child = await startChild<typeof legacyMigrationShard>('legacyMigrationShard', {
    workflowId: legacyMigrationShardId(batchId, { round, file, shard }),
    args: [{ batchId, range, linesAtOnce, steering: shareOf(run.steering), lines: 0 }],
    cancellationType: ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED,
    staticSummary: `${file}, lines ${range.from} to ${range.to - 1}`,
  });
  watch.child = child;
  watch.state = 'loading';
  show(run);
  try {
    await child.result();
  } finally {
    watch.child = null;
  }
  watch.state = 'loaded';
  show(run);
}

/** Tells the table and the shards at work whenever the batch is steered; goes on as long as the run. */
export async function passSteeringOn(run: Run): Promise<never> {
  for (let told = 0; ; ) {
    await condition(() => run.turns > told);
    told = run.turns;
    const { batchId, steering, trouble } = run;
    const said = run.said.splice(0);
    await steps.noteSteering({ batchId, ...steering, trouble, said });
    for (const { child } of run.shards) {
      // One that has ended meanwhile need not be told.
      await child?.signal(steer, shareOf(steering)).catch(() => {});
    }
  }
}
