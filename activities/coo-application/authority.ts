import type { Database } from '../../db/database.ts';
import { isActiveOperator, readOfficerOf } from '../../db/queries/authority.ts';
import type { Actor } from '../../workflows/coo-application/contract.ts';
import type { RefusalDetail } from '../../workflows/failure.ts';
import { refusal } from '../step-result.ts';

export const mayNotDecide = refusal(
  'not-authorised',
  'Only an active officer mapped to this office, or DGFT operations, may do this.',
);

/**
 * Asks the record again whether the sender may decide here: between the API's check and now an
 * officer may have been deactivated, and signals from the Temporal UI were not checked at all.
 */
export async function objectionToDecider(
  database: Database,
  officeId: string,
  by: Actor,
): Promise<RefusalDetail | null> {
  if (by.role === 'dgft-operations') {
    return (await isActiveOperator(database, by.accountId)) ? null : mayNotDecide;
  }
  return (await readOfficerOf(database, officeId, by.accountId)) ? null : mayNotDecide;
}
