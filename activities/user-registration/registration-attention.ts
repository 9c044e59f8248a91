import { findActor } from '../../db/queries/account/actor.ts';
import { recordRegistrationStep } from '../../db/queries/registration/registration.ts';
import { authorize } from '../../domain/authority/authorize.ts';
import { registrationResource } from '../../domain/authority/registration-resource.ts';
import type { RefusalDetail } from '../../workflows/failure.ts';
import type { ResumeInput } from '../../workflows/user-registration/contract.ts';
import type { Dependencies } from '../dependencies.ts';
import { corrupt } from '../failure.ts';
import { refusal } from '../step-result.ts';
import { bySender, bySystem } from './by.ts';
import type { OnRegistration } from './record-proof.ts';
import { dueAtOf, outcomeOf, type StepOutcome } from './standing.ts';

/**
 * Parks a registration on the record. Takes the record's own revision where the run's is another:
 * that may be the very fault that a person has to look at.
 */
export function createParkRegistration({ database }: Dependencies) {
  return async function parkRegistration(
    input: OnRegistration & { step: string; reason: string },
  ): Promise<StepOutcome> {
    const { registrationId, step, reason } = input;
    const at = new Date();
    const park = (revision: number) =>
      recordRegistrationStep<RefusalDetail>(
        database,
        { registrationId, name: 'park', revision, at, by: bySystem },
        async (_transaction, { stage }) => ({
          set: { stage: 'needs-attention', attention: { step, reason, stage } },
          action: 'registration-parked',
          after: { step },
        }),
      );
    const record = await park(input.revision);
    if (!('staleRevision' in record)) return outcomeOf(database, record);
    return outcomeOf(database, await park(record.staleRevision));
  };
}

/** Lets a parked registration go back to where it stood; its time begins anew. Only for DGFT operations. */
export function createResumeRegistration({ database }: Dependencies) {
  return async function resumeRegistration(
    input: OnRegistration & ResumeInput,
  ): Promise<StepOutcome> {
    const { registrationId, revision, by, network, note } = input;
    const at = new Date();
    const step = { registrationId, name: 'resume', revision, at, by: bySender(by, network) };
    const record = await recordRegistrationStep<RefusalDetail>(
      database,
      step,
      async (transaction, row) => {
        const { attention } = row;
        const actor = await findActor(transaction, by.accountId);
        if (!actor || authorize(actor, 'resume', registrationResource(row)) !== 'allowed') {
          const message = 'Only an active account of DGFT operations may let it go on.';
          return { refused: refusal('not-authorised', message) };
        }
        if (!attention) throw corrupt('the registration is not parked');
        const { stage } = attention;
        const dueAt = await dueAtOf(database, stage, at);
        return {
          set: { stage, attention: null, dueAt },
          action: 'registration-resumed',
          after: { note },
        };
      },
    );
    return outcomeOf(database, record);
  };
}
