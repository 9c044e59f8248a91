import { deactivateAccount } from '../../db/queries/account/account-activity.ts';
import { audit, isTold } from '../../db/queries/audit/audit.ts';
import type { RefusalDetail } from '../../workflows/failure.ts';
import type {
  Asker,
  Changed,
  DeactivateResult,
} from '../../workflows/officer-deactivation/contract.ts';
import type { Dependencies } from '../dependencies.ts';
import { handOverClaims } from '../review-sweep/hand-over-claims.ts';
import { holdOfficer } from './authority.ts';

/**
 * Ends an officer's access in one transaction: account, sessions, API tokens, and the audit that
 * tells it; from then on no signature of his is taken. What he had claimed goes back to its office's
 * queue. Safe to repeat.
 */
export function createDeactivateOfficer({ database }: Pick<Dependencies, 'database'>) {
  return async function deactivateOfficer(input: {
    officerId: string;
    by: Asker;
    /** Names the request: what was done for it once is not done again. */
    step: string;
  }): Promise<Changed<DeactivateResult> | { refused: RefusalDetail }> {
    const { officerId, by, step } = input;
    const outcome = await database.transaction(async (own) => {
      const held = await holdOfficer(own, officerId, 'deactivate', by);
      if ('refused' in held) return held;
      if (await isTold(own, `account/${officerId}`, step)) return { active: false, changed: true };
      if (!held.officer.active) return { active: false, changed: false };
      const ended = await deactivateAccount(own, officerId);
      await audit(own, {
        subject: `account/${officerId}`,
        actor: by.accountId,
        role: held.role,
        action: 'account-deactivated',
        at: new Date(),
        before: { active: true },
        after: { active: false, ...ended },
        network: by.network,
        step,
      });
      return { active: false, changed: true };
    });
    if (!('refused' in outcome)) await handOverClaims(database, officerId);
    return outcome;
  };
}
