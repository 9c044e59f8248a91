import { randomUUID } from 'node:crypto';
import type { Database } from '../../db/database.ts';
import { approveCorrection, insertCorrection } from '../../db/queries/agreement/correction.ts';
import type { CorrectionTerms } from '../../domain/agreement/correction.ts';

/** One who proposes and one who approves, as accounts. */
export type TwoPeople = readonly [proposer: string, approver: string];

/** Puts a version of a scheme on record, proposed and approved by two people; gives its number. */
export async function correctedAgreement(
  database: Database,
  [proposedBy, decidedBy]: TwoPeople,
  scheme: string,
  terms: Pick<CorrectionTerms, 'from'> & Partial<CorrectionTerms>,
): Promise<number> {
  const whole = {
    ...{ figures: [], rules: [], source: 'A notification of these tests', link: null },
    ...{ sure: 'found' as const, ...terms },
  };
  const at = new Date();
  const version = await database.transaction(async (own) => {
    const proposal = { id: randomUUID(), scheme, terms: whole };
    await insertCorrection(own, { ...proposal, proposedBy, proposedAt: at });
    const decision = { decidedBy, decidedAt: at, countsFrom: whole.from };
    return (await approveCorrection(own, proposal, decision))?.version;
  });
  if (!version) throw new Error('a correction was approved and is no version');
  return version;
}
