import { ApplicationFailure } from '@temporalio/common';
import type { Activities } from '../../../activities/activities.ts';
import type { DueAct } from '../../../domain/registration/deadlines.ts';
import { isAsked, type Proof, proofs } from '../../../domain/registration/proofs.ts';
import { failureType } from '../../failure.ts';
import type * as contract from '../contract.ts';

type Scripted = contract.Standing & { decides: boolean; approved: boolean };
/** Registrations as the scripted steps have brought them along. */
export const record = new Map<string, Scripted>();
/** What was done for people, as `<what> <registration>`. */
export const told: string[] = [];
/** Milliseconds after a stage is entered at which something falls due. */
export const dueAfter = new Map<string, [number, DueAct][]>();
/** Registrations whose account cannot be opened at the first try. */
export const cannotOpenOnce = new Set<string>();

/** The registration of that id. */
export const of = (id: string) => {
  const found = record.get(id);
  if (!found) throw new Error(`no registration ${id}`);
  return found;
};
const never: [number, DueAct][] = [[3_600_000, 'lapse']];

function stand(id: string, change: Partial<Scripted>): contract.Standing {
  const before = of(id);
  const next = { ...before, ...change, revision: before.revision + 1 };
  const complete = next.missing.length === 0;
  if (next.stage === 'collecting' && complete && next.decides) next.stage = 'awaiting-decision';
  const open = next.stage === 'collecting' || next.stage === 'awaiting-decision';
  next.ready = open && complete && (next.approved || !next.decides);
  const dues = dueAfter.get(`${id}/${next.stage}`) ?? never;
  next.dues = dues.map(([ms, act]) => ({ at: new Date(Date.now() + ms).toISOString(), act }));
  record.set(id, next);
  return next;
}

const bring = (proof: Proof) => async (step: { registrationId: string }) =>
  stand(step.registrationId, {
    missing: of(step.registrationId).missing.filter((one) => one !== proof),
  });
const refusal = (code: string) => ({ code, message: code, pointer: null, reasoning: [] });

/** Steps that keep a record in memory, in place of those that act on the world. */
export const scriptedSteps: Partial<Activities> = {
  beginRegistration: async ({ registrationId, registrant }) => {
    const { kind } = registrant;
    if (kind === 'exporter' && registrant.iec === 'UNKNOWN') {
      return { refused: refusal('iec-unknown') };
    }
    const missing = proofs.filter((proof) => isAsked(kind, proof));
    const decides = kind === 'agency-administrator' || kind === 'officer';
    const fresh = { kind, stage: 'collecting', revision: 0, missing, ready: false } as const;
    record.set(registrationId, { ...fresh, missing, dues: [], decides, approved: false });
    return stand(registrationId, {});
  },
  provePossession: bring('certificate'),
  recordConsent: bring('consent'),
  recordDetails: bring('details'),
  recordLetter: bring('letter'),
  recordContact: async (input) =>
    input.codeHash === 'wrong'
      ? { ...of(input.registrationId), refused: refusal('code-wrong') }
      : bring(input.channel)(input),
  openAccount: async ({ registrationId }) => {
    if (cannotOpenOnce.delete(registrationId)) {
      throw ApplicationFailure.nonRetryable('two truths', failureType.corrupt);
    }
    told.push(`open ${registrationId}`);
    return stand(registrationId, { stage: 'active' });
  },
  decideRegistration: async ({ registrationId, approve, by }) => {
    if (by.role === 'helpdesk') {
      return { ...of(registrationId), refused: refusal('own-proposal') };
    }
    return stand(registrationId, approve ? { approved: true } : { stage: 'refused' });
  },
  endRegistration: async ({ registrationId, stage }) => stand(registrationId, { stage }),
  parkRegistration: async ({ registrationId }) =>
    stand(registrationId, { stage: 'needs-attention' }),
  resumeRegistration: async ({ registrationId }) => stand(registrationId, { stage: 'collecting' }),
  sendRegistrationCode: async ({ registrationId, channel }) => {
    told.push(`${channel} ${registrationId}`);
    return { sent: true };
  },
  remindOfRegistration: async ({ registrationId, reminder }) => {
    told.push(`${reminder} ${registrationId}`);
    return { written: 1 };
  },
  sendFirstPassword: async ({ registrationId }) => {
    told.push(`password ${registrationId}`);
    return { sent: true };
  },
  tellRegistrationEnd: async ({ registrationId }) => {
    told.push(`end ${registrationId}`);
    return { sent: true };
  },
};
