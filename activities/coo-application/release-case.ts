import { readOfficerOf } from '../../db/queries/account/authority.ts';
import { recordStep } from '../../db/queries/case/case.ts';
import { signingRequestDropped } from '../../db/queries/certificate/certificate.ts';
import { numberGivenBack } from '../../db/queries/certificate/certificate-number.ts';
import type { Dependencies } from '../dependencies.ts';
import { agreed, refusal, type StepResult, stepResult } from '../step-result.ts';

const stillSigns = refusal('not-released', 'The officer who is to sign may do so.');

/**
 * Sends an approved case whose officer may sign no more back to its office's queue: another officer
 * examines it anew, the number goes to the office's next case (R45). Safe to repeat. Refused while
 * the officer is active and mapped to the office, for word of a change may be late.
 */
export function createReleaseCase({ database }: Pick<Dependencies, 'database'>) {
  return async function releaseCase(input: {
    applicationId: string;
    revision: number;
  }): Promise<StepResult> {
    const step = { ...input, name: 'release', at: new Date() };
    const record = await recordStep(database, step, async ({ officeId, signingOfficerId }) => {
      const officer = signingOfficerId ?? '';
      if (await readOfficerOf(database, officeId, officer)) return { refused: stillSigns };
      return {
        set: {
          stage: 'under-review',
          signingOfficerId: null,
          reviewerId: null,
          claimedAt: null,
          decidedAt: null,
        },
        event: { actor: 'system', action: 'release', detail: { signingOfficer: officer } },
        also: [numberGivenBack(database), signingRequestDropped(database)],
      };
    });
    return stepResult(agreed(record));
  };
}
