import { defineUpdate } from '@temporalio/workflow';
import type { CancellationCode } from '../../domain/certificate/cancellation.ts';
import type { CertificateStatus } from '../../domain/certificate/certificate.ts';
import type { Actor } from '../case/contract.ts';

export const certificateCancellationName = 'certificateCancellation';

/** One run per certificate at a time. */
export const certificateCancellationId = (number: string) => `certificate-cancellation/${number}`;

export type CertificateInput = { number: string };

export type CancelInput = {
  by: Actor;
  /** Names the request: what was done for it once is done. */
  request: string;
  /** How the certificate stood when the sender looked at it. */
  expectedStatus: Exclude<CertificateStatus, 'cancelled'>;
  reason: CancellationCode;
  /** For exporter and agency, in the officer's own words. */
  explanation: string;
};

/** `request` is whose wish it was: of two at once one is the other's news. */
export type Cancelled = { number: string; cancelledAt: string; request: string };

export const cancel = defineUpdate<Cancelled, [CancelInput]>('cancel');
