import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/activities.ts';

const brief = { initialInterval: '500 milliseconds', maximumInterval: '30 seconds' } as const;

export const { openRefund } = proxyActivities<Activities>({
  startToCloseTimeout: '10 seconds',
  retry: brief,
  summary: 'Set the money aside and say to which payments it goes back',
});

/**
 * Long enough for one part whose three questions are answered late; the others are asked by the next
 * attempt. Given up after an hour: the run asks again after its pause.
 */
export const { settleRefund } = proxyActivities<Activities>({
  startToCloseTimeout: '40 seconds',
  scheduleToCloseTimeout: '1 hour',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
  summary: 'Ask the gateway for each part that is not known, and book what it says',
});

export const { callPeopleToRefund, endRefund } = proxyActivities<Activities>({
  startToCloseTimeout: '10 seconds',
  retry: brief,
  summary: 'Say on the record how the refund stands',
});

/** Given up after a day: the refund and the statement say the same. */
export const { tellOfRefund } = proxyActivities<Activities>({
  startToCloseTimeout: '30 seconds',
  scheduleToCloseTimeout: '1 day',
  retry: { initialInterval: '1 second', maximumInterval: '10 minutes' },
  summary: 'Mail the exporter what has become of the refund',
});
