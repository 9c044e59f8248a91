import type { Request } from 'express';
import { v7 } from 'uuid';
import type { z } from 'zod';
import type { Transaction } from '../../../db/database.ts';
import { audit } from '../../../db/queries/audit/audit.ts';
import { appendFeeEntry, listFeeEntries, lockFeeTable } from '../../../db/queries/money/fee.ts';
import {
  decideFeeProposal,
  type FeeProposal,
  findFeeProposal,
  insertFeeProposal,
  listOpenFeeProposals,
} from '../../../db/queries/money/fee-proposal.ts';
import { findAgency } from '../../../db/queries/office/office-settings.ts';
import type { SignedIn } from '../../../db/queries/sign-in/session.ts';
import { schemeByCode } from '../../../domain/agreement/schemes.ts';
import {
  chargeOf,
  type FeeEntry,
  type FeeTerms,
  feesInForce,
  isSameLine,
  objectionToTerms,
} from '../../../domain/money/fee.ts';
import { allow, mayReach } from '../../authority.ts';
import { endpoint, publicEndpoint } from '../../endpoint.ts';
import { problem } from '../../problem/problem.ts';
import {
  feeDecisionBody,
  feePath,
  feeProposalAnswer,
  feeProposalBody,
  feeProposalsAnswer,
  feeQuery,
  feesAnswer,
} from '../../schemas/money/fee.ts';
import { todayInIndia } from '../../today.ts';
import { toldBy } from '../../told-by.ts';

const tag = 'Fees';

/** Whether an entry can be the fee of some case of this scheme and agency; undefined: of any. */
const concerns =
  (scheme: string | undefined, agency: string | undefined) =>
  (entry: FeeTerms): boolean =>
    (scheme === undefined ||
      entry.scheme === scheme ||
      (entry.scheme === null && entry.kind === schemeByCode(scheme)?.kind)) &&
    (agency === undefined || entry.agency === null || entry.agency === agency);

function proposalShown({ terms, proposedAt, decidedAt, ...rest }: FeeProposal) {
  const answer: z.output<typeof feeProposalAnswer> = {
    ...rest,
    ...terms,
    proposedAt: proposedAt.toISOString(),
    decidedAt: decidedAt?.toISOString() ?? null,
  };
  return answer;
}

/** Refuses terms that cannot become an entry: now, or no longer. */
function requireFitting(terms: FeeTerms): void {
  const scheme = terms.scheme === null ? null : schemeByCode(terms.scheme);
  const objection = objectionToTerms(terms, { scheme, today: todayInIndia() });
  if (!objection) return;
  const { code, message, pointer } = objection;
  throw problem(code, message, { errors: [{ pointer, detail: message }] });
}

/** What counts for the same on the day from which a change is to count; null: nothing of its own. */
function replacedBy(terms: FeeTerms, entries: readonly FeeEntry[]): FeeEntry | null {
  const same = entries.filter((entry) => isSameLine(entry, terms));
  return feesInForce(same, terms.from)[0] ?? null;
}

type Decider = { account: SignedIn; request: Request };

/** Decides on a proposal and, where it is approved, makes it an entry of the table. */
async function decide(
  transaction: Transaction,
  { id, terms }: FeeProposal,
  { approve, reason }: { approve: boolean; reason: string | null },
  { account, request }: Decider,
): Promise<FeeProposal> {
  await lockFeeTable(transaction);
  const told = toldBy(account, request);
  const decided = await decideFeeProposal(transaction, id, {
    approved: approve,
    reason,
    decidedBy: account.accountId,
    decidedAt: told.at,
  });
  if (!decided) throw problem('fee-proposal-decided', 'Somebody has decided on it already.');
  const before = replacedBy(terms, await listFeeEntries(transaction));
  if (approve) {
    requireFitting(terms);
    await appendFeeEntry(transaction, id, terms);
  }
  await audit(transaction, {
    ...told,
    subject: `fee/${id}`,
    action: approve ? 'fee-approved' : 'fee-rejected',
    before,
    after: approve ? terms : { reason },
  });
  return decided;
}

export const feeEndpoints = [
  publicEndpoint({
    method: 'get',
    path: '/fees',
    tag,
    summary: 'The fees in force on a day',
    description:
      'Of the entries that fit a case the most specific is charged: its own scheme before the kind ' +
      'of scheme, then its own agency before all, then its own class of exporter before any.',
    querySchema: feeQuery,
    answers: { 200: { description: 'The most specific first', schema: feesAnswer } },
    handle: async ({ query, api }) => {
      const { scheme, agency, on = todayInIndia() } = query;
      const entries = (await listFeeEntries(api.database)).filter(concerns(scheme, agency));
      const fees = feesInForce(entries, on).map((entry) => {
        const { sequence: _, ...shown } = entry;
        const { taxes, totalPaise } = chargeOf(entry);
        return { ...shown, taxes, totalPaise };
      });
      return { status: 200, body: { on, fees } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/fees/proposals',
    tag,
    summary: 'Changes of the fees that wait for a second person',
    answers: { 200: { description: 'Oldest first', schema: feeProposalsAnswer } },
    handle: async ({ account, api }) => {
      mayReach(account, 'view-proposals', 'fee');
      const proposals = await listOpenFeeProposals(api.database);
      return { status: 200, body: { proposals: proposals.map(proposalShown) } };
    },
  }),
  endpoint({
    method: 'post',
    path: '/fees',
    tag,
    summary: 'Propose a fee from a future day on',
    description: 'Nothing changes until a second person of DGFT operations approves.',
    idempotency: 'record',
    bodySchema: feeProposalBody,
    answers: { 201: { description: 'The proposal', schema: feeProposalAnswer } },
    problems: ['fee-not-in-future', 'fee-terms-refused', 'unknown-agency'],
    handle: async ({ account, body: terms, request, database }) => {
      allow(account, 'propose', { kind: 'fee' });
      requireFitting(terms);
      if (terms.agency !== null && !(await findAgency(database, terms.agency))) {
        throw problem('unknown-agency', `There is no agency ${terms.agency} here.`);
      }
      return database.transaction(async (own) => {
        const told = toldBy(account, request);
        const proposal = { id: v7(), terms, proposedBy: account.accountId, proposedAt: told.at };
        const row = await insertFeeProposal(own, proposal);
        const before = replacedBy(terms, await listFeeEntries(own));
        const subject = `fee/${row.id}`;
        await audit(own, { ...told, subject, action: 'fee-proposed', before, after: terms });
        return { status: 201, body: proposalShown(row) };
      });
    },
  }),
  endpoint({
    method: 'post',
    path: '/fees/{id}/decision',
    tag,
    summary: "Approve or reject somebody else's proposal",
    description: 'Approved, it is an entry of the table that nothing changes any more.',
    idempotency: 'record',
    pathSchema: feePath,
    bodySchema: feeDecisionBody,
    answers: { 200: { description: 'The proposal as decided', schema: feeProposalAnswer } },
    problems: ['fee-not-in-future', 'fee-terms-refused', 'fee-proposal-decided'],
    handle: async ({ account, path, body, request, database }) => {
      const found = await findFeeProposal(database, path.id);
      const resource = found && { ...found, kind: 'fee' as const, createdBy: found.proposedBy };
      const proposal = allow<'fee', FeeProposal>(account, 'decide', resource);
      const decision = { approve: body.approve, reason: body.approve ? null : body.reason };
      return database.transaction(async (own) => {
        const decided = await decide(own, proposal, decision, { account, request });
        return { status: 200, body: proposalShown(decided) };
      });
    },
  }),
];
