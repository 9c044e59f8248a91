import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/activities.ts';

const record = { initialInterval: '1 second', maximumInterval: '1 minute' } as const;

export const { findSettlingMerchants, findSettlementLetters } = proxyActivities<Activities>({
  startToCloseTimeout: '1 minute',
  retry: record,
  summary: 'Find whose settlement is due, or whom to tell',
});

/** Given up soon, so that a gateway that is away holds up no other merchant; the next run asks again. */
export const { findUnbookedPayments, takeSettlementFile } = proxyActivities<Activities>({
  startToCloseTimeout: '15 seconds',
  scheduleToCloseTimeout: '3 minutes',
  retry: record,
  summary: "Compare the gateway's settlement file with the books, and take it",
});

export const { settleOrder, tellOfLateMoney } = proxyActivities<Activities>({
  startToCloseTimeout: '30 seconds',
  scheduleToCloseTimeout: '2 minutes',
  retry: record,
  summary:
    'Ask the gateway what became of an order before it is called a difference, bring its money',
});

export const { noteSettlementWait, reviewUnsettled } = proxyActivities<Activities>({
  startToCloseTimeout: '1 minute',
  retry: record,
  summary: 'Note which file is missing, and what the gateway should have settled by now',
});

/** Given up before the next run, which finds what is still owed. */
export const { tellOfDifferences, tellOfCredit } = proxyActivities<Activities>({
  startToCloseTimeout: '30 seconds',
  scheduleToCloseTimeout: '1 hour',
  retry: { initialInterval: '1 second', maximumInterval: '5 minutes' },
  summary: 'Mail those whom differences concern',
});
