import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/activities.ts';

// A worker that dies says nothing: how long a case then waits is its step's time limit. Every step
// takes well under a second and may be repeated, so the limits are short.
const brief = { initialInterval: '500 milliseconds', maximumInterval: '30 seconds' } as const;
const patient = { initialInterval: '1 second', maximumInterval: '1 minute' } as const;

/** Local: one marker in the history, and the sender's page shows `submitted` at once. */
export const { recordSubmission } = proxyLocalActivities<Activities>({
  startToCloseTimeout: '5 seconds',
  retry: brief,
});

export const { lookupIec } = proxyActivities<Activities>({
  startToCloseTimeout: '10 seconds',
  retry: patient,
  summary: 'Fetch the IEC record from DGFT',
});

export const { openApplication } = proxyActivities<Activities>({
  startToCloseTimeout: '15 seconds',
  retry: brief,
  summary: 'Determine origin, hold the fee, hand the case to the office',
});

export const { payFee } = proxyActivities<Activities>({
  startToCloseTimeout: '15 seconds',
  retry: brief,
  summary: 'Take the fee from the wallet or open an order at the gateway',
});

export const { settlePayment } = proxyActivities<Activities>({
  startToCloseTimeout: '30 seconds',
  retry: patient,
  summary: 'Ask the gateway what became of the order, and book it',
});

export const { prepareCertificate } = proxyActivities<Activities>({
  startToCloseTimeout: '20 seconds',
  retry: brief,
  summary: 'Record the approval, reserve the number, prepare the PDF for signing',
});

export const { recordRejection } = proxyActivities<Activities>({
  startToCloseTimeout: '15 seconds',
  retry: brief,
  summary: 'Record the rejection',
});

export const { raiseQuery } = proxyActivities<Activities>({
  startToCloseTimeout: '15 seconds',
  retry: brief,
  summary: 'Return the case to the exporter with the questions of the officer',
});

export const { answerQuery } = proxyActivities<Activities>({
  startToCloseTimeout: '15 seconds',
  retry: brief,
  summary: 'Take up the answer, determine origin anew, hand the case back to the office',
});

export const { remindExporter } = proxyActivities<Activities>({
  startToCloseTimeout: '15 seconds',
  retry: brief,
  summary: 'Remind the exporter that the case waits',
});

export const { withdrawCase, lapseCase } = proxyActivities<Activities>({
  startToCloseTimeout: '15 seconds',
  retry: brief,
  summary: 'End the case, settle its fee, give its number back',
});

export const { issueCertificate } = proxyActivities<Activities>({
  startToCloseTimeout: '20 seconds',
  retry: brief,
  summary: 'Check the signature, time-stamp, embed and issue',
});

export const { releaseCase } = proxyActivities<Activities>({
  startToCloseTimeout: '15 seconds',
  retry: brief,
  summary: "Give the case back to its office's queue, and its number to the next",
});

export const { recordAttention, recordResumption } = proxyActivities<Activities>({
  startToCloseTimeout: '5 seconds',
  retry: brief,
  summary: 'Show on the record that operations must look, or have looked',
});
