import {
  condition,
  continueAsNew,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { type MigrationShardInput, type Steering, steer } from './contract.ts';
import { loadChunk } from './steps.ts';

/**
 * Loads one range of lines, chunk by chunk: the cursor is in the transaction of the rows, so that a
 * shard that was killed goes on where it was. Held up and slowed down by its coordinator.
 */
export async function legacyMigrationShard(input: MigrationShardInput): Promise<{ lines: number }> {
  const { batchId, range, linesAtOnce } = input;
  let { steering, lines } = input;
  setHandler(
    steer,
    (wanted) => {
      steering = wanted;
    },
    { description: 'How it is to go on' },
  );
  for (;;) {
    tell();
    await condition(() => !steering.paused);
    const limit = Math.min(linesAtOnce, steering.linesPerSecond ?? linesAtOnce);
    const began = Date.now();
    const { next, rows, done } = await loadChunk({ batchId, shard: range, limit });
    lines = next - range.from;
    if (done) break;
    await keepPace(rows, began);
    if (workflowInfo().continueAsNewSuggested) {
      await continueAsNew<typeof legacyMigrationShard>({ ...input, steering, lines });
    }
  }
  tell();
  return { lines };

  function tell(): void {
    const { file, from, to } = range;
    const held = steering.paused ? ' **Paused.**' : '';
    setCurrentDetails(`${lines} of ${to - from} lines of ${file} are loaded.${held}`);
  }

  /** Waits until so many rows may have been loaded, unless it is steered otherwise meanwhile. */
  async function keepPace(rows: number, began: number): Promise<void> {
    const present: Steering = steering;
    if (present.linesPerSecond === null) return;
    const due = began + (rows * 1000) / present.linesPerSecond;
    const left = Math.ceil(due - Date.now());
    if (left > 0) await condition(() => steering !== present, left);
  }
}
