import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/activities.ts';

export const { findStrayOrders } = proxyActivities<Activities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
  summary: 'Find orders that may still bring money and that nobody asks about',
});

/** Given up before the next run, which asks again. */
export const { settleOrder, tellOfLateMoney } = proxyActivities<Activities>({
  startToCloseTimeout: '30 seconds',
  scheduleToCloseTimeout: '1 hour',
  retry: { initialInterval: '1 second', maximumInterval: '5 minutes' },
  summary: 'Ask the gateway what became of the order, bring its money, say so',
});
