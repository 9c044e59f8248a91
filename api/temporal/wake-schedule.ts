import { setTimeout as delay } from 'node:timers/promises';
import { type Client, type ScheduleHandle, ScheduleOverlapPolicy } from '@temporalio/client';
import { inTime } from '../in-time.ts';
import { engineAway } from './message-problem.ts';

const deadlineMs = 8_000;
/** Temporal names a Schedule's runs by the second: of two within one, the later is lost. */
const apartMs = 2_000;

/** Waits while the newest run is too young for another; one that starts meanwhile reads all anew. */
async function keepApart(schedule: ScheduleHandle): Promise<void> {
  const { info } = await schedule.describe();
  const newest = info.recentActions.at(-1)?.takenAt.getTime() ?? 0;
  const wait = newest + apartMs - Date.now();
  if (wait > 0) await delay(Math.min(wait, apartMs));
}

/**
 * Lets a Schedule's workflow run now, or once more after the run that is under way: that one may have
 * read past the change already. Any number of calls make one further run. Throws
 * `temporarily-unavailable` while Temporal is away or no worker has made the Schedule yet.
 */
export async function wakeSchedule(client: Client, scheduleId: string): Promise<void> {
  const schedule = client.schedule.getHandle(scheduleId);
  const woken = keepApart(schedule)
    .then(() => schedule.trigger(ScheduleOverlapPolicy.BUFFER_ONE))
    .then(
      () => 'woken' as const,
      () => 'late' as const,
    );
  if ((await inTime(deadlineMs, woken)) === 'late') throw engineAway();
}
