import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/activities.ts';

const brief = { initialInterval: '500 milliseconds', maximumInterval: '30 seconds' } as const;

export const { deactivateOfficer } = proxyActivities<Activities>({
  startToCloseTimeout: '10 seconds',
  retry: brief,
  summary: "End the officer's access: account, sessions, API tokens",
});

export const { mapOfficer } = proxyActivities<Activities>({
  startToCloseTimeout: '10 seconds',
  retry: brief,
  summary: 'Say which offices the officer acts for',
});

export const { listCasesToRelease } = proxyActivities<Activities>({
  startToCloseTimeout: '15 seconds',
  retry: brief,
  summary: 'Find the cases that only this officer could sign',
});
