import { randomUUID } from 'node:crypto';
import type { Database } from '../../db/database.ts';
import { agreementCorrection } from '../../db/schema/schema.ts';
import type { CorrectionTerms } from '../../domain/agreement/correction.ts';
import { listOf, type Make, on, type Rule } from './rule.ts';

/** A correction of a scheme and a day that no other test meets. */
export const aCorrection: CorrectionTerms = {
  figures: [{ figure: 'validity', value: { months: 6 } }],
  rules: [],
  from: '2199-01-01',
  source: 'A notification',
  link: null,
  sure: 'found',
};

/** Who may come through the addresses of the agreements. */
export function agreementRules({ database }: { database: Database }): Record<string, Rule> {
  const ofCode = () => ({ path: { code: 'GSTP' }, missing: { code: 'NOWHERE' }, facts: {} });
  const aProposal: Make = async ({ exporterId: proposedBy }) => {
    const id = randomUUID();
    await database.insert(agreementCorrection).values({
      ...{ id, scheme: 'GSTP', terms: aCorrection },
      ...{ proposedBy, proposedAt: new Date() },
    });
    return { path: { id }, facts: { createdBy: proposedBy } };
  };
  return {
    'get /agreements': listOf('agreement'),
    'get /agreements/corrections': listOf('agreement', 'view-proposals'),
    'get /agreements/{code}/versions': on('agreement', 'view', ofCode),
    'get /agreements/{code}/versions/{version}': on('agreement', 'view', () => ({
      path: { code: 'GSTP', version: '1' },
      missing: { code: 'NOWHERE', version: '1' },
      facts: {},
    })),
    'post /agreements/{code}/corrections': on('agreement', 'propose', ofCode, aCorrection),
    'post /agreements/corrections/{id}/decision': on('agreement', 'decide', aProposal, {
      approve: true,
    }),
  };
}
