import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/activities.ts';

// DGFT may be away for hours: the next run of the Schedule is left out while this one waits.
const patient = { initialInterval: '1 second', maximumInterval: '5 minutes' } as const;

export const { syncFirms } = proxyActivities<Activities>({
  startToCloseTimeout: '1 minute',
  retry: patient,
  summary: 'Take over firms whose basic details changed at DGFT',
});

export const { syncAccounts } = proxyActivities<Activities>({
  startToCloseTimeout: '2 minutes',
  retry: patient,
  summary: 'Take over accounts made, changed or closed at DGFT',
});

export const { syncAgencies, syncHolidays } = proxyActivities<Activities>({
  startToCloseTimeout: '1 minute',
  retry: patient,
  summary: 'Take over the agencies and holidays that DGFT lists',
});
