import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { Due } from '../../domain/registration/deadlines.ts';
import type { Proof } from '../../domain/registration/proofs.ts';
import type {
  RegistrationKind,
  RegistrationStage,
} from '../../domain/registration/registration.ts';
import { registrationStage } from '../search-attributes.ts';
import type { Standing } from './contract.ts';

/** What one run knows of its registration; everything else stands in the record. */
export type Registration = {
  readonly registrationId: string;
  /** null until the registration has begun. */
  kind: RegistrationKind | null;
  stage: RegistrationStage | null;
  revision: number;
  missing: Proof[];
  ready: boolean;
  /** What falls due next in this stage, in order of time. */
  dues: Due[];
};

export const openRegistration = (registrationId: string): Registration => ({
  registrationId,
  kind: null,
  stage: null,
  revision: 0,
  missing: [],
  ready: false,
  dues: [],
});

/** What operations read in the Temporal UI while a registration stands in a stage. */
const details: Record<RegistrationStage, string> = {
  collecting: 'Waiting for the applicant to bring what is missing.',
  'awaiting-decision': 'Everything is there. Waiting for a decision.',
  active: 'The account works.',
  refused: 'Refused; there is no account.',
  lapsed: 'Not finished in time; there is no account.',
  withdrawn: 'Taken back; there is no account.',
  'needs-attention': 'Parked: it goes on when DGFT operations send the update `resume`.',
};

/** Follows the record: the one place where a run's stage, search attribute and details change. */
export function enterStage(it: Registration, next: Standing, note?: string): void {
  if (next.stage !== it.stage) {
    upsertSearchAttributes([{ key: registrationStage, value: next.stage }]);
    it.dues = [...next.dues];
  }
  it.kind = next.kind;
  it.stage = next.stage;
  it.revision = next.revision;
  it.missing = next.missing;
  it.ready = next.ready;
  const missing = next.missing.length > 0 ? [`Missing: ${next.missing.join(', ')}.`] : [];
  const due = it.dues[0] ? [`Next: ${it.dues[0].act} on ${it.dues[0].at}.`] : [];
  const lines = [`**${next.stage}**, revision ${next.revision}`, details[next.stage]];
  setCurrentDetails([...lines, ...missing, ...due, ...(note ? [note] : [])].join('\n\n'));
}
