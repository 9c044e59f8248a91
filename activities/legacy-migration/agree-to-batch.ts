import type { Database } from '../../db/database.ts';
import { findActor } from '../../db/queries/account/actor.ts';
import { audit } from '../../db/queries/audit/audit.ts';
import { lockBatch } from '../../db/queries/migration/batch.ts';
import { setAgreement } from '../../db/queries/migration/steering.ts';
import { authorize } from '../../domain/authority/authorize.ts';
import type { Refused } from '../../workflows/legacy-migration/contract.ts';
import { corrupt } from '../failure.ts';
import type { MigrationActivities } from './migration-activities.ts';

const refused = (code: Refused['code'], message: string): Refused => ({
  outcome: 'refused',
  code,
  message,
});

/** Keeps that the first of two operators agrees to the figures of a round; asked again, the same. */
export function createAgreeToBatch({
  database,
}: {
  database: Database;
}): MigrationActivities['agreeToBatch'] {
  return function agreeToBatch({ batchId, agreedBy, round }) {
    return database.transaction(async (own) => {
      const batch = await lockBatch(own, batchId);
      if (!batch) throw corrupt(`there is no batch ${batchId}`);
      if (batch.agreedBy === agreedBy) return { outcome: 'agreed' };
      if (batch.phase !== 'reconciled' || batch.round !== round) {
        return refused('not-reconciled', `The batch is ${batch.phase}, in round ${batch.round}.`);
      }
      const disagreements = batch.figures?.disagreements ?? [];
      if (disagreements.length > 0) return refused('disagreements', disagreements.join(' '));
      const actor = await findActor(own, agreedBy);
      if (!actor || authorize(actor, 'accept', { kind: 'migration' }) !== 'allowed') {
        return refused('not-an-operator', 'Only an active migration operator may accept a batch.');
      }
      await setAgreement(own, batchId, agreedBy);
      await audit(own, {
        subject: `migration/${batchId}`,
        actor: agreedBy,
        role: actor.role,
        action: 'migration-agreed',
        at: new Date(),
        after: { round },
      });
      return { outcome: 'agreed' };
    });
  };
}

/** What the first agreed to is not any more what the batch will hold. */
export function createWithdrawAgreement({
  database,
}: {
  database: Database;
}): MigrationActivities['withdrawAgreement'] {
  return async function withdrawAgreement({ batchId }) {
    await setAgreement(database, batchId, null);
  };
}
