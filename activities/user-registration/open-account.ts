import type { Transaction } from '../../db/database.ts';
import { openAccountOf } from '../../db/queries/account/account-opening.ts';
import { audit } from '../../db/queries/audit/audit.ts';
import {
  type RegistrationRow,
  recordRegistrationStep,
} from '../../db/queries/registration/registration.ts';
import type { Dependencies } from '../dependencies.ts';
import { corrupt } from '../failure.ts';
import { mayPropose } from './admission.ts';
import { bySystem } from './by.ts';
import type { OnRegistration } from './record-proof.ts';
import { isReady, outcomeOf, type StepOutcome } from './standing.ts';

/**
 * Opens the account that the registration was for, or completes the one that DGFT's sync had made;
 * an agent who has one gets the mandate. Where there is an account already, or the proposer may not
 * propose any more, it ends without one: for a proposer as if the invited person had declined,
 * since nobody else is told who has an account here. Safe to repeat.
 */
export function createOpenAccount({ database }: Dependencies) {
  return async function openAccount(input: OnRegistration): Promise<StepOutcome> {
    const { registrationId, revision } = input;
    const at = new Date();
    const step = { registrationId, name: 'open-account', revision, at, by: bySystem };
    const record = await recordRegistrationStep(database, step, async (transaction, row) => {
      if (!isReady(row)) throw corrupt('an account was to be opened before its time');
      if (!(await proposerStands(transaction, row))) {
        return endedWithout(row, 'inviter-may-not-any-more');
      }
      const opened = await openAccountOf(transaction, row, at);
      if (!opened) return endedWithout(row, 'already-registered');
      const { accountId, attached } = opened;
      const { role, rights } = row.applicant;
      const { iec, agencyCode: agency, officeId: office } = row;
      await audit(transaction, {
        subject: `account/${accountId}`,
        ...bySystem,
        action: attached ? 'mandate-given' : 'account-opened',
        at,
        after: { role, iec, agency, office, rights, registration: row.number },
        step: `open-account/${registrationId}`,
      });
      return {
        set: { stage: 'active', accountId, dueAt: at },
        action: 'registration-active',
        after: { role },
      };
    });
    return outcomeOf(database, record);
  };
}

async function proposerStands(transaction: Transaction, row: RegistrationRow): Promise<boolean> {
  const { kind, iec, invitedBy } = row;
  if (kind !== 'exporter-user' && kind !== 'customs-agent' && kind !== 'staff') return true;
  return invitedBy !== null && mayPropose(transaction, kind, iec, invitedBy);
}

function endedWithout(
  row: RegistrationRow,
  endedBecause: 'already-registered' | 'inviter-may-not-any-more',
) {
  const stage = row.invitedBy === null ? ('refused' as const) : ('withdrawn' as const);
  return { set: { stage, endedBecause }, action: `registration-${stage}` as const, after: {} };
}
