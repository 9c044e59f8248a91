import { type Client, ScheduleOverlapPolicy } from '@temporalio/client';
import { dgftSyncSchedule } from '../../workflows/dgft-sync/contract.ts';
import { inTime } from '../in-time.ts';
import { engineAway } from './message-problem.ts';

const deadlineMs = 5_000;

/**
 * Lets the sync with DGFT run now, or once more after the run that is under way: that one may have
 * read past the change already. Any number of calls make one further run. Throws
 * `temporarily-unavailable` while Temporal is away or no worker has made the Schedule yet.
 */
export async function wakeDgftSync(client: Client): Promise<void> {
  const woken = client.schedule
    .getHandle(dgftSyncSchedule)
    .trigger(ScheduleOverlapPolicy.BUFFER_ONE)
    .then(
      () => 'woken' as const,
      () => 'late' as const,
    );
  if ((await inTime(deadlineMs, woken)) === 'late') throw engineAway();
}
