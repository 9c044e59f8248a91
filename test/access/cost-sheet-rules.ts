import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import type { Database } from '../../db/database.ts';
import { askApproval } from '../../db/queries/cost-sheet/approval.ts';
import { insertCostSheet, shareCostSheet } from '../../db/queries/cost-sheet/cost-sheet.ts';
import { savedEntry } from '../../db/schema/schema.ts';
import type { Stage } from '../../domain/stage.ts';
import { listOf, type Make, on, type Rule } from './rule.ts';

const aRoute = { mode: 'sea' as const, portOfLoading: 'INNSA1', portOfDischarge: 'THLCH' };

/** A sheet that adds up. */
export const aSheet = {
  currency: 'USD',
  unit: 'KGS',
  fob: '10.00',
  materials: [
    {
      description: 'Melamine',
      hs: '293361',
      origin: 'IN',
      value: '6.00',
      basis: 'ex-works' as const,
      paper: 'Invoice M/17 of 2026-10-02',
    },
  ],
  labour: '1.00',
  overheads: '1.00',
  otherCosts: '0.50',
  profit: '1.50',
  rate: null,
};
export const figures = { sheet: aSheet, validFrom: '2026-01-01', validUntil: '2099-12-31' };

/** Who may come through the doors to cost sheets: of each side one that its agent and agency may see. */
export function costSheetRules(
  { database }: { database: Database },
  { caseIn }: { caseIn: (stage: Stage) => Make },
): Record<string, Rule> {
  const aCostSheet =
    (open: boolean): Make =>
    async ({ iec, exporterId, agentId, agencyCode }) => {
      const id = v7();
      const made = { id, iec, name: 'Resin', hsExport: '39092010' };
      await database.transaction(async (own) => {
        await insertCostSheet(own, made, figures, exporterId);
        if (!open) return;
        await shareCostSheet(own, { costSheetId: id, agentId, sharedBy: exporterId });
        await askApproval(own, { costSheetId: id, version: 1, agencyCode, askedBy: exporterId });
      });
      const shownTo = open ? [agentId, agencyCode] : [];
      const path = { id, agent: randomUUID() };
      return { path, facts: { iec, createdBy: exporterId, shownTo } };
    };
  const mayCalculate = listOf('cost-sheet', 'calculate');
  const secret = aCostSheet(false);
  const opened = aCostSheet(true);
  const anEntry: Make = async ({ iec, exporterId: createdBy }) => {
    const id = v7();
    const entry = { kind: 'route' as const, name: 'Nhava Sheva', content: aRoute };
    await database.insert(savedEntry).values({ id, iec, ...entry, createdBy });
    return { path: { id }, facts: { iec } };
  };
  const forFirm: Make = ({ iec }) => ({ query: `iec=${iec}`, facts: { iec } });
  const kept = { name: 'Resin', ...figures };
  return {
    'get /cost-sheets': listOf('cost-sheet'),
    'post /cost-sheets': on('cost-sheet', 'create', forFirm, { ...kept, hsExport: '39092010' }),
    'get /cost-sheets/{id}': on('cost-sheet', 'view', opened),
    'get /cost-sheets/{id}/sworn-declaration.pdf': on('cost-sheet', 'view', opened),
    'put /cost-sheets/{id}': on('cost-sheet', 'edit', secret, kept),
    'post /cost-sheets/{id}/retire': on('cost-sheet', 'edit', opened),
    'put /cost-sheets/{id}/shares/{agent}': on('cost-sheet', 'share', opened),
    'delete /cost-sheets/{id}/shares/{agent}': on('cost-sheet', 'share', secret),
    'post /cost-sheets/{id}/approvals': on('cost-sheet', 'ask-approval', secret, { agency: 'EIC' }),
    'post /cost-sheets/{id}/approvals/decision': on('cost-sheet', 'decide', opened, {
      version: 1,
      approve: true,
    }),
    'post /origin-determinations': {
      verdict: (actor) => (mayCalculate.list(actor) ? 'allowed' : 'not-permitted'),
      make: () => ({ facts: {} }),
      body: { sheet: aSheet, hsExport: '39092010', schemes: ['AIFTA'] },
    },
    'get /applications/{id}/cost-sheets': on('application', 'view', caseIn('under-review')),
    'put /applications/{id}/items': on('application', 'edit', caseIn('draft')),
    'post /material-lists': listOf('cost-sheet', 'calculate'),
    'get /templates/{name}': 'public',
    'post /applications/{id}/clone': on('application', 'clone', caseIn('issued')),
    'get /saved-entries': listOf('saved-entry'),
    'post /saved-entries': on('saved-entry', 'create', forFirm, {
      kind: 'route',
      name: 'Nhava Sheva to Bangkok',
      content: aRoute,
    }),
    'delete /saved-entries/{id}': on('saved-entry', 'delete', anEntry),
  };
}
