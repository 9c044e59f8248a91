import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/activities.ts';

const retry = { initialInterval: '500 milliseconds', maximumInterval: '30 seconds' } as const;

export const { spreadNotices } = proxyActivities<Activities>({
  startToCloseTimeout: '15 seconds',
  retry,
  summary: 'Settle who is told of the turns of cases',
});

/** A worker that dies says nothing: its batch waits no longer than for a missing heartbeat. */
export const { sendMessages } = proxyActivities<Activities>({
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '10 seconds',
  retry,
  summary: 'Send the mails or SMS that are due',
});
