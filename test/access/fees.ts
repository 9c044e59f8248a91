import { randomUUID } from 'node:crypto';
import type { Database } from '../../db/database.ts';
import { feeProposal } from '../../db/schema/schema.ts';
import type { FeeTerms } from '../../domain/money/fee.ts';
import type { Make } from './rule.ts';

/** A fee of a day so far off that no other test meets it. */
export const newFee: FeeTerms = {
  kind: 'preferential',
  scheme: null,
  agency: null,
  exporterClass: 'any',
  purpose: 'original',
  from: '2199-01-01',
  paise: 40_000,
  taxes: [],
  source: 'A notice',
  sure: 'found',
};

/** Proposals of fees that the access test asks for, made anew each time. */
export function accessFees({ database }: { database: Database }) {
  const aFeeProposal: Make = async ({ exporterId: proposedBy }) => {
    const id = randomUUID();
    await database
      .insert(feeProposal)
      .values({ id, terms: newFee, proposedBy, proposedAt: new Date() });
    return { path: { id }, facts: { createdBy: proposedBy } };
  };
  return { aFeeProposal };
}
