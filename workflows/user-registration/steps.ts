import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/activities.ts';

// Every step takes well under a second and may be repeated, so what a dead worker held is soon
// given to another.
const brief = { initialInterval: '500 milliseconds', maximumInterval: '30 seconds' } as const;
const patient = { initialInterval: '1 second', maximumInterval: '1 minute' } as const;
const onRecord = { startToCloseTimeout: '10 seconds', retry: brief } as const;

export const { beginRegistration } = proxyActivities<Activities>({
  startToCloseTimeout: '15 seconds',
  retry: patient,
  summary: 'Look the firm, agency or proposer up and keep the registration',
});

export const { provePossession } = proxyActivities<Activities>({
  startToCloseTimeout: '30 seconds',
  retry: patient,
  summary: 'Check the DSC: chain, revocation, key at hand, IEC and director',
});

export const { recordConsent, recordDetails, recordLetter, recordContact } =
  proxyActivities<Activities>({ ...onRecord, summary: 'Keep what the applicant brought' });

export const { openAccount } = proxyActivities<Activities>({
  ...onRecord,
  summary: 'Open the account',
});

export const { decideRegistration } = proxyActivities<Activities>({
  ...onRecord,
  summary: 'Record the decision',
});

export const { endRegistration } = proxyActivities<Activities>({
  ...onRecord,
  summary: 'Record that it lapsed or was taken back',
});

export const { parkRegistration, resumeRegistration } = proxyActivities<Activities>({
  ...onRecord,
  summary: 'Show on the record that operations must look, or have looked',
});

/** What is sent is worth something for a day; after that the applicant asks for it again. */
export const { sendRegistrationCode, remindOfRegistration, tellRegistrationEnd } =
  proxyActivities<Activities>({
    startToCloseTimeout: '30 seconds',
    scheduleToCloseTimeout: '24 hours',
    retry: patient,
    summary: 'Write to the applicant or to who decides',
  });

/** Nobody gets into the account without it: tried until it is sent. */
export const { sendFirstPassword } = proxyActivities<Activities>({
  startToCloseTimeout: '30 seconds',
  retry: patient,
  summary: 'Mail the one-use password',
});
