import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/activities.ts';

// A run that waited for one list for ever would keep the next runs of all of them from starting.
const forTheTimeBeing = {
  scheduleToCloseTimeout: '10 minutes',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
} as const;

export const { syncFirms } = proxyActivities<Activities>({
  ...forTheTimeBeing,
  startToCloseTimeout: '1 minute',
  summary: 'Take over firms whose basic details changed at DGFT',
});

export const { syncAccounts } = proxyActivities<Activities>({
  ...forTheTimeBeing,
  startToCloseTimeout: '2 minutes',
  summary: 'Take over accounts made, changed or closed at DGFT',
});

export const { syncAgencies, syncHolidays } = proxyActivities<Activities>({
  ...forTheTimeBeing,
  startToCloseTimeout: '1 minute',
  summary: 'Take over the agencies and holidays that DGFT lists',
});

export const { findCasesOfClosedAgencies } = proxyActivities<Activities>({
  ...forTheTimeBeing,
  startToCloseTimeout: '15 seconds',
  summary: 'Find cases that wait for a signature at an agency that DGFT has made inactive',
});
