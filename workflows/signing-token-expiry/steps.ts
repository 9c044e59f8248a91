import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/activities.ts';

export const { findTokenWarnings } = proxyActivities<Activities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
  summary: 'Find whose signing token expires soon',
});

/** Given up before the next day's run, which finds what is still owed. */
export const { warnOfTokenExpiry } = proxyActivities<Activities>({
  startToCloseTimeout: '30 seconds',
  scheduleToCloseTimeout: '20 hours',
  retry: { initialInterval: '1 second', maximumInterval: '5 minutes' },
  summary: 'Mail the officer that the token expires',
});
