import { randomUUID } from 'node:crypto';
import type { Database } from '../../db/database.ts';
import { differenceProposal, settlementDifference } from '../../db/schema/schema.ts';
import { listOf, type Make, on, type Rule } from './rule.ts';

/** Who may come through the doors to settlement files, and to what differs from the books. */
export function settlementRules({ database }: { database: Database }): Record<string, Rule> {
  const aDifference: Make = async ({ iec, officeId, agencyCode }) => {
    const id = randomUUID();
    await database.insert(settlementDifference).values({
      ...{ id, code: 'not-settled', kind: 'payment', officeId, merchantId: 'M', iec },
      ...{ orderId: id, reference: id, bookedPaise: 35_000, foundAt: new Date() },
    });
    return { path: { id }, facts: { officeId, agencyCode } };
  };

  const aProposal: Make = async (side) => {
    const { path, facts } = await aDifference(side);
    const proposedBy = side.exporterId;
    await database.insert(differenceProposal).values({
      ...{ id: randomUUID(), differenceId: path?.id ?? '', outcome: 'nothing' },
      ...{ reason: 'It comes', proposedBy, proposedAt: new Date() },
    });
    return { path, facts: { ...facts, createdBy: proposedBy } };
  };

  return {
    'get /settlements': listOf('settlement'),
    'get /settlements/differences': listOf('settlement'),
    'post /settlements/differences/{id}/proposal': on(
      'settlement',
      'propose-outcome',
      aDifference,
      {
        outcome: 'nothing',
        reason: 'It comes tomorrow',
      },
    ),
    'post /settlements/differences/{id}/decision': on('settlement', 'decide', aProposal, {
      approve: false,
      reason: 'No',
    }),
    'get /reports/unreconciled': listOf('report'),
  };
}
