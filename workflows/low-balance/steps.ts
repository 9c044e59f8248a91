import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/activities.ts';

export const { findLowBalances } = proxyActivities<Activities>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
  summary: 'Look which wallets fell below what their exporters want to be told of',
});

/** Given up before long: the next run finds it still untold. */
export const { tellOfLowBalance } = proxyActivities<Activities>({
  startToCloseTimeout: '30 seconds',
  scheduleToCloseTimeout: '3 minutes',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
  summary: 'Mail the exporter that the wallet is running low',
});
