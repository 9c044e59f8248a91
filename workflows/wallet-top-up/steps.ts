import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/activities.ts';

const brief = { initialInterval: '500 milliseconds', maximumInterval: '30 seconds' } as const;

export const { openTopUp } = proxyActivities<Activities>({
  startToCloseTimeout: '10 seconds',
  retry: brief,
  summary: 'Open the order that fills the wallet',
});

export const { settleOrder } = proxyActivities<Activities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
  summary: 'Ask the gateway what became of the order, and bring its money into the wallet',
});

export const { lapseTopUp } = proxyActivities<Activities>({
  startToCloseTimeout: '10 seconds',
  retry: brief,
  summary: 'Say that the order is asked about no more',
});
