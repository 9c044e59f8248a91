import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/activities.ts';

const brief = { initialInterval: '1 second', maximumInterval: '1 minute' } as const;

export const { handOverClaims } = proxyActivities<Activities>({
  startToCloseTimeout: '1 minute',
  retry: brief,
  summary: 'Hand over what officers have claimed who are away',
});

export const { findCasesOfAbsentSigners, findOfficesOverdue } = proxyActivities<Activities>({
  startToCloseTimeout: '30 seconds',
  retry: brief,
  summary: 'Find what waits for officers who are away, and what is overdue',
});

/** Given up before the next runs would wait long: they find what is still owed. */
export const { escalateOverdue } = proxyActivities<Activities>({
  startToCloseTimeout: '1 minute',
  scheduleToCloseTimeout: '4 minutes',
  retry: brief,
  summary: 'Tell the administrator what is overdue at the office',
});
