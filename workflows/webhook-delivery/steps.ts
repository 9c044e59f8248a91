import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/activities.ts';

const retry = { initialInterval: '1 second', maximumInterval: '1 minute' } as const;

export const { attemptDelivery } = proxyActivities<Activities>({
  startToCloseTimeout: '30 seconds',
  retry,
  summary: "Send the event to the exporter's system",
});

/** Given up after a day: the list of endpoints says the same. */
export const { tellOfSwitchOff } = proxyActivities<Activities>({
  startToCloseTimeout: '30 seconds',
  scheduleToCloseTimeout: '1 day',
  retry,
  summary: 'Mail the exporter that the endpoint is switched off',
});
