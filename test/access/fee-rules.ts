import { randomUUID } from 'node:crypto';
import type { Database } from '../../db/database.ts';
import { feeProposal } from '../../db/schema/schema.ts';
import type { FeeTerms } from '../../domain/money/fee.ts';
import { listOf, type Make, on, type Rule } from './rule.ts';

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

/** Who may come through the addresses of the fees. */
export function feeRules({ database }: { database: Database }): Record<string, Rule> {
  const aFeeProposal: Make = async ({ exporterId: proposedBy }) => {
    const id = randomUUID();
    await database
      .insert(feeProposal)
      .values({ id, terms: newFee, proposedBy, proposedAt: new Date() });
    return { path: { id }, facts: { createdBy: proposedBy } };
  };
  return {
    'get /fees': 'public',
    'get /fees/proposals': listOf('fee', 'view-proposals'),
    'post /fees': on('fee', 'propose', () => ({ facts: {} }), newFee),
    'post /fees/{id}/decision': on('fee', 'decide', aFeeProposal, { approve: true }),
  };
}
