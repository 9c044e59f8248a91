import { listOfficesOf, replaceMappedOffices } from '../../db/queries/account/account-activity.ts';
import { audit, isTold } from '../../db/queries/audit/audit.ts';
import type { RefusalDetail } from '../../workflows/failure.ts';
import type {
  Asker,
  Changed,
  MapOfficesResult,
} from '../../workflows/officer-deactivation/contract.ts';
import type { Dependencies } from '../dependencies.ts';
import { handOverClaims } from '../review-sweep/hand-over-claims.ts';
import { refusal } from '../step-result.ts';
import { holdOfficer } from './authority.ts';

/**
 * Replaces the list of offices that an officer acts for, with the audit that tells it; what he had
 * claimed at one that he leaves goes back to its queue. Safe to repeat.
 */
export function createMapOfficer({ database }: Pick<Dependencies, 'database'>) {
  return async function mapOfficer(input: {
    officerId: string;
    by: Asker;
    offices: string[];
    /** Names the request: what was done for it once is not done again. */
    step: string;
  }): Promise<Changed<MapOfficesResult> | { refused: RefusalDetail }> {
    const { officerId, by, step } = input;
    const offices = [...new Set(input.offices)].sort();
    const outcome = await database.transaction(async (own) => {
      const held = await holdOfficer(own, officerId, 'map-offices', by);
      if ('refused' in held) return held;
      const ofAgency = await listOfficesOf(own, held.officer.agencyCode ?? '');
      const strange = offices.find((id) => !ofAgency.includes(id));
      if (strange !== undefined) {
        const message = `${strange} is not an office of the officer's agency.`;
        return { refused: refusal('office-not-of-agency', message) };
      }
      if (await isTold(own, `account/${officerId}`, step)) return { offices, changed: true };
      if (offices.join() === held.offices.join()) return { offices, changed: false };
      await replaceMappedOffices(own, officerId, offices);
      await audit(own, {
        subject: `account/${officerId}`,
        actor: by.accountId,
        role: held.role,
        action: 'officer-mapped',
        at: new Date(),
        before: { offices: held.offices },
        after: { offices },
        network: by.network,
        step,
      });
      return { offices, changed: true };
    });
    if (!('refused' in outcome)) await handOverClaims(database, officerId);
    return outcome;
  };
}
