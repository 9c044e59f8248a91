import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/activities.ts';

export const { cancelCertificate } = proxyActivities<Activities>({
  startToCloseTimeout: '15 seconds',
  retry: { initialInterval: '500 milliseconds', maximumInterval: '30 seconds' },
  summary: 'Cancel the certificate on record, with the event that tells it',
});
