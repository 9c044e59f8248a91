import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/activities.ts';

export const { findResetAccounts } = proxyActivities<Activities>({
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '500 milliseconds', maximumInterval: '30 seconds' },
  summary: 'Find whose password is to be set anew',
});

/** Tried until mail server or SMS gateway is back; a message a day late helps nobody any more. */
const sending = {
  startToCloseTimeout: '30 seconds',
  scheduleToCloseTimeout: '24 hours',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
} as const;

export const { sendResetLink } = proxyActivities<Activities>({
  ...sending,
  summary: 'Mail the link to a new password',
});

export const { sendEmailConfirmation } = proxyActivities<Activities>({
  ...sending,
  summary: 'Mail the link that agrees to a change of e-mail',
});

export const { sendMobileCode } = proxyActivities<Activities>({
  ...sending,
  scheduleToCloseTimeout: '10 minutes',
  summary: 'Send the code that confirms a mobile number',
});

export const { sendAccountNotice } = proxyActivities<Activities>({
  ...sending,
  summary: 'Tell the owner what was changed',
});
