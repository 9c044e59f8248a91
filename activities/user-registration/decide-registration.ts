import { findActor } from '../../db/queries/account/actor.ts';
import { recordRegistrationStep } from '../../db/queries/registration/registration.ts';
import { authorize } from '../../domain/authority/authorize.ts';
import { registrationResource } from '../../domain/authority/registration-resource.ts';
import type { RefusalDetail } from '../../workflows/failure.ts';
import type { DecideInput } from '../../workflows/user-registration/contract.ts';
import type { Dependencies } from '../dependencies.ts';
import { refusal } from '../step-result.ts';
import { bySender } from './by.ts';
import type { OnRegistration } from './record-proof.ts';

import { outcomeOf, type StepOutcome } from './standing.ts';

/**
 * Records what was decided, by whom and why (R40, R46). Asks the record again whether this person
 * may decide on this one now; nobody decides on whom he proposed himself. Safe to repeat.
 */
export function createDecideRegistration({ database }: Dependencies) {
  return async function decideRegistration(
    input: OnRegistration & DecideInput,
  ): Promise<StepOutcome> {
    const { registrationId, revision, by, network, approve: approved, reason } = input;
    const at = new Date();
    const step = { registrationId, name: 'decide', revision, at, by: bySender(by, network) };
    const record = await recordRegistrationStep<RefusalDetail>(
      database,
      step,
      async (transaction, row) => {
        const actor = await findActor(transaction, by.accountId);
        const verdict = actor ? authorize(actor, 'decide', registrationResource(row)) : 'hidden';
        if (verdict !== 'allowed') {
          const told = { action: 'decision-refused' as const, after: { verdict } };
          return { refused: objectionOf(verdict), told };
        }
        const decision = { approved, by: by.accountId, at: at.toISOString(), reason };
        const action = approved ? 'registration-approved' : 'registration-refused';
        const end = { stage: 'refused', endedBecause: 'not-approved' } as const;
        return { set: { decision, ...(approved ? {} : end) }, action, after: { approved, reason } };
      },
    );
    return outcomeOf(database, record);
  };
}

const objectionOf = (verdict: ReturnType<typeof authorize>) =>
  verdict === 'own-work'
    ? refusal('own-proposal', 'Somebody else must decide on whom you have proposed.')
    : refusal('not-authorised', 'You may not decide on this registration.');
