import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { Stage } from '../../domain/stage.ts';
import { cooStage } from '../search-attributes.ts';
import type { StepState } from './contract.ts';

/** What one run knows of its case; everything else stands in the record. */
export type Case = {
  readonly applicationId: string;
  stage: Stage;
  revision: number;
  /** A gateway order is open: its fate must be asked for, since notices get lost. */
  orderOpen: boolean;
  /** Until when the case waits for its exporter, ISO 8601 UTC; null while it waits for others. */
  respondBy: string | null;
};

export const openCase = (applicationId: string): Case => ({
  applicationId,
  stage: 'draft',
  revision: 0,
  orderOpen: false,
  respondBy: null,
});

/** What operations read in the Temporal UI while a case stands in a stage. */
const details: Record<Stage, string> = {
  draft: 'The submission was not accepted; the exporter has the draft back.',
  submitted: 'Looking up the IEC at DGFT and opening the case.',
  'awaiting-payment': 'Waiting for the exporter to pay the fee.',
  'under-review': 'Waiting for an officer of the office to approve or reject.',
  'query-raised': "Waiting for the exporter's answer to the officer's query.",
  'awaiting-signature': 'Approved. Waiting for the officer to sign with the registered token.',
  'auto-approved-pending-issuance':
    'Self-declared: nobody reviews it. Waiting for its exporter to issue it with his own token.',
  issued: 'The certificate is issued.',
  rejected: 'The officer rejected the application.',
  withdrawn: 'The exporter took the application back.',
  lapsed: 'The exporter did not respond in time.',
  'needs-attention': 'Parked: it goes on when DGFT operations send the update `resume`.',
};

/** Follows the record: the one place where a run's stage, search attribute and details change. */
export function enterStage(kase: Case, next: StepState, note?: string): void {
  if (next.stage !== kase.stage && next.stage !== 'draft') {
    upsertSearchAttributes([{ key: cooStage, value: next.stage }]);
  }
  kase.stage = next.stage;
  kase.revision = next.revision;
  kase.respondBy = next.respondBy ?? null;
  const lines = [`**${next.stage}**, revision ${next.revision}`, '', details[next.stage]];
  const until = next.respondBy ? ['', `Lapses at ${next.respondBy}.`] : [];
  setCurrentDetails([...lines, ...until, ...(note ? ['', note] : [])].join('\n'));
}
