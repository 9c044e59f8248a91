import {
  type Client,
  ScheduleAlreadyRunning,
  type ScheduleDescription,
  type ScheduleOptions,
  ScheduleOverlapPolicy,
} from '@temporalio/client';

/** A workflow that runs again and again, one at a time. */
export type Recurring = {
  scheduleId: string;
  workflow: string;
  workflowId: string;
  taskQueue: string;
  everyMinutes: number;
  /** The minute, counted from midnight UTC, of one of its runs; 0 where left out. */
  fromMinute?: number;
};

/**
 * Sees to it that a Schedule is there and as the code wants it; safe to repeat and from several
 * workers at once. A new one runs at once; what operators did to one that is there (a pause) stays.
 */
export async function keepSchedule(client: Client, recurring: Recurring): Promise<void> {
  const { scheduleId, workflow, workflowId, taskQueue, everyMinutes, fromMinute = 0 } = recurring;
  const wanted = {
    spec: { intervals: [{ every: `${everyMinutes} minutes`, offset: `${fromMinute} minutes` }] },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 minute' },
    action: { type: 'startWorkflow', workflowType: workflow, workflowId, taskQueue, args: [] },
  } satisfies Omit<ScheduleOptions, 'scheduleId'>;
  try {
    await client.schedule.create({ scheduleId, ...wanted, state: { triggerImmediately: true } });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    const schedule = client.schedule.getHandle(scheduleId);
    if (isAsWanted(await schedule.describe(), recurring)) return;
    await schedule.update(({ state }) => ({ ...wanted, state }));
  }
}

/** Nothing is written over what is right: an operator's pause at the same moment would be lost. */
function isAsWanted({ spec, policies, action }: ScheduleDescription, recurring: Recurring) {
  return (
    spec.intervals?.[0]?.every === recurring.everyMinutes * 60_000 &&
    (spec.intervals[0].offset ?? 0) === (recurring.fromMinute ?? 0) * 60_000 &&
    policies.overlap === ScheduleOverlapPolicy.SKIP &&
    action.workflowType === recurring.workflow &&
    action.taskQueue === recurring.taskQueue
  );
}
