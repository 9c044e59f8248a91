import { findActor } from '../../db/queries/account/actor.ts';
import { recordRegistrationStep } from '../../db/queries/registration/registration.ts';
import { authorize } from '../../domain/authority/authorize.ts';
import { registrationResource } from '../../domain/authority/registration-resource.ts';
import type { RefusalDetail } from '../../workflows/failure.ts';
import type { Sender } from '../../workflows/user-registration/contract.ts';
import type { Dependencies } from '../dependencies.ts';
import { refusal } from '../step-result.ts';
import { byApplicant, bySender, bySystem } from './by.ts';
import type { OnRegistration } from './record-proof.ts';

import { outcomeOf, type StepOutcome } from './standing.ts';

export type EndRegistrationInput = OnRegistration & {
  stage: 'lapsed' | 'withdrawn';
  /** null: the applicant withdraws, or time lets it lapse. */
  by: Sender | null;
  network: string | null;
};

/** Ends a registration that lapsed, or that the applicant or its proposer took back. Safe to repeat. */
export function createEndRegistration({ database }: Dependencies) {
  return async function endRegistration(input: EndRegistrationInput): Promise<StepOutcome> {
    const { registrationId, revision, stage, by: sender, network } = input;
    const applicant = network === null ? bySystem : byApplicant(network);
    const by = sender ? bySender(sender, network) : applicant;
    const step = { registrationId, name: stage, revision, at: new Date(), by };
    const record = await recordRegistrationStep<RefusalDetail>(
      database,
      step,
      async (transaction, row) => {
        if (sender) {
          const actor = await findActor(transaction, sender.accountId);
          const verdict = actor && authorize(actor, 'withdraw', registrationResource(row));
          if (verdict !== 'allowed') {
            return { refused: refusal('not-authorised', 'You may not take this back.') };
          }
        }
        return { set: { stage, endedBecause: stage }, action: `registration-${stage}` };
      },
    );
    return outcomeOf(database, record);
  };
}
