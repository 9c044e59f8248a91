import type { Database } from '../../db/database.ts';
import { readOfficerOf } from '../../db/queries/account/authority.ts';
import { lockCase } from '../../db/queries/case/application.ts';
import { handCase } from '../../db/queries/case/claim.ts';
import { listStrandedClaims, type StrandedClaim } from '../../db/queries/case/hand-over.ts';
import type { Stage } from '../../domain/stage.ts';
import type { Dependencies } from '../dependencies.ts';

const atOnce = 500;
const claimable: readonly Stage[] = ['under-review', 'query-raised'];

/** Each case by itself: one that moves meanwhile holds no other up. */
async function handOver(database: Database, stranded: StrandedClaim): Promise<boolean> {
  const { applicationId, officerId, standInId } = stranded;
  return database.transaction(async (own) => {
    const row = await lockCase(own, applicationId);
    if (row?.reviewerId !== officerId || !claimable.includes(row.stage)) return false;
    if (await readOfficerOf(own, row.officeId, officerId)) return false;
    const standIn = standInId && (await readOfficerOf(own, row.officeId, standInId));
    await handCase(own, row, {
      reviewerId: standIn ? standIn.accountId : null,
      by: 'system',
      action: standIn ? 'reassign' : 'unclaim',
      detail: { because: 'officer-away' },
      at: new Date(),
    });
    return true;
  });
}

/**
 * Hands claimed cases of officers who can do nothing with them to whoever stands in, where he is an
 * officer of the office and there, and back to the office's queue otherwise: of one officer, or of
 * all with null. Safe to repeat; `more`, when there may be more of them.
 */
export async function handOverClaims(
  database: Database,
  officerId: string | null,
): Promise<{ handed: number; more: boolean }> {
  const stranded = await listStrandedClaims(database, { officerId, limit: atOnce });
  let handed = 0;
  for (const one of stranded) if (await handOver(database, one)) handed += 1;
  return { handed, more: handed > 0 && stranded.length === atOnce };
}

/** The same as a step of the sweep. */
export const createHandOverClaims =
  ({ database }: Pick<Dependencies, 'database'>) =>
  () =>
    handOverClaims(database, null);
