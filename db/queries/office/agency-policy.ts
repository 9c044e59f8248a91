import { asc, eq } from 'drizzle-orm';
import type { AgencyFeePolicy } from '../../../domain/money/fee-outcome.ts';
import type { Database, Transaction } from '../../database.ts';
import { agency } from '../../schema/schema.ts';

/** What each agency at work does with the fee of a rejected case, by its code. */
export function listFeePolicies(
  database: Database,
): Promise<(AgencyFeePolicy & { agency: string })[]> {
  return database
    .select({ agency: agency.code, rejectionFee: agency.rejectionFee })
    .from(agency)
    .where(eq(agency.active, true))
    .orderBy(asc(agency.code));
}

/** Puts an agency's policy in the place of the one that counted; gives that. One change after another. */
export async function changeFeePolicy(
  transaction: Transaction,
  code: string,
  { rejectionFee }: AgencyFeePolicy,
): Promise<AgencyFeePolicy> {
  const [before] = await transaction
    .select({ rejectionFee: agency.rejectionFee })
    .from(agency)
    .where(eq(agency.code, code))
    .for('no key update');
  if (!before) throw new Error(`there is no agency ${code}`);
  await transaction.update(agency).set({ rejectionFee }).where(eq(agency.code, code));
  return before;
}
