import { v7 } from 'uuid';
import type { Database, Transaction } from '../../../db/database.ts';
import { audit } from '../../../db/queries/audit/audit.ts';
import { readExporter } from '../../../db/queries/dgft/exporter.ts';
import {
  type FoundDifference,
  findDifference,
  insertProposal,
  listDifferences,
  lockDifference,
} from '../../../db/queries/money/settlement/difference.ts';
import type { SignedIn } from '../../../db/queries/sign-in/session.ts';
import { type Outcome, outcomesOf } from '../../../domain/money/difference.ts';
import { allow, mayReach } from '../../authority.ts';
import { endpoint } from '../../endpoint.ts';
import { pageOf } from '../../page.ts';
import { problem } from '../../problem/problem.ts';
import { cursorAt, placeAt } from '../../schemas/keyset.ts';
import {
  differenceAnswer,
  differenceDecisionBody,
  differencePath,
  differenceProposalBody,
  differencesAnswer,
  differencesQuery,
} from '../../schemas/money/settlement.ts';
import { decideDifference } from '../../settlement/decide-difference.ts';
import { differenceShown, ruled } from '../../settlement/difference-answer.ts';
import { toldBy } from '../../told-by.ts';

const tag = 'Settlement';

type Asked = { database: Database | Transaction; account: SignedIn; id: string };

/** The difference, if this person may do this with it. Throws 403, and 404 for others'. */
async function differenceFor(
  { database, account, id }: Asked,
  action: 'propose-outcome' | 'decide',
): Promise<FoundDifference> {
  const found = await findDifference(database, id);
  const { officeId, agencyCode, proposal } = found ?? {};
  const place = { officeId, agencyCode, createdBy: proposal?.proposedBy };
  const resource = found && { kind: 'settlement' as const, ...place, difference: found };
  return allow<'settlement', { difference: FoundDifference }>(account, action, resource).difference;
}

/** Whose wallet the outcome credits; null where it credits none. Throws `payer-not-named`. */
async function payerOf(
  database: Database | Transaction,
  difference: FoundDifference,
  { outcome, iec }: { outcome: Outcome; iec?: string | undefined },
): Promise<string | null> {
  const credits = outcome === 'credit-wallet' || outcome === 'refund';
  if (!credits && iec === undefined) return null;
  if (!credits) throw problem('payer-not-named', 'This outcome credits nobody.');
  const payer = difference.iec ?? iec;
  if (payer === undefined) throw problem('payer-not-named', 'Name the payer by IEC.');
  if (iec !== undefined && iec !== payer) {
    throw problem('payer-not-named', `The order is of ${payer}.`);
  }
  if (difference.iec === null && !(await readExporter(database, payer))) {
    throw problem('payer-not-named', `No exporter ${payer} is on record here.`);
  }
  return payer;
}

function requireOpen({ status }: FoundDifference): void {
  if (status === 'settled') throw problem('difference-settled', 'It has been settled already.');
  if (status === 'proposed') {
    throw problem('difference-proposed', 'A proposal waits for a second person.');
  }
}

export const differenceEndpoints = [
  endpoint({
    method: 'get',
    path: '/settlements/differences',
    tag,
    summary: 'What the gateway’s settlement and the books disagree on, oldest first',
    querySchema: differencesQuery,
    answers: { 200: { description: 'One page', schema: differencesAnswer } },
    problems: ['bad-cursor'],
    handle: async ({ account, query, api }) => {
      const reach = mayReach(account, 'view', 'settlement');
      const { open, office = null, limit } = query;
      const asked = { open, office, place: placeAt(query.cursor), limit: limit + 1 };
      const found = await listDifferences(api.database, reach, asked);
      const { rows: differences, nextCursor } = pageOf(
        found.map(differenceShown),
        limit,
        ({ foundAt, id }) => cursorAt(foundAt, id),
      );
      return { status: 200, body: { differences, nextCursor } };
    },
  }),
  endpoint({
    method: 'post',
    path: '/settlements/differences/{id}/proposal',
    tag,
    summary: 'Propose how a difference is to be settled',
    description: 'Nothing is booked until a second person approves.',
    idempotency: 'record',
    pathSchema: differencePath,
    bodySchema: differenceProposalBody,
    answers: { 201: { description: 'The difference', schema: differenceAnswer } },
    problems: ['difference-settled', 'difference-proposed', 'outcome-not-open', 'payer-not-named'],
    handle: async ({ account, path: { id }, body, request, database }) => {
      await differenceFor({ database, account, id }, 'propose-outcome');
      return database.transaction(async (own) => {
        const told = toldBy(account, request);
        const difference = await lockDifference(own, id);
        requireOpen(difference);
        const { outcome, reason } = body;
        if (!outcomesOf(ruled(difference)).includes(outcome)) {
          throw problem('outcome-not-open', `"${outcome}" is not open for this difference.`);
        }
        const iec = await payerOf(own, difference, body);
        const proposed = await insertProposal(own, {
          ...{ id: v7(), differenceId: id, outcome, iec, reason },
          ...{ proposedBy: account.accountId, proposedAt: told.at },
        });
        const after = { outcome, iec, reason };
        const subject = `difference/${id}`;
        await audit(own, { ...told, subject, action: 'difference-proposed', after });
        return { status: 201, body: differenceShown(proposed) };
      });
    },
  }),
  endpoint({
    method: 'post',
    path: '/settlements/differences/{id}/decision',
    tag,
    summary: "Approve or reject somebody else's proposal",
    description: 'Approved, the difference is settled and booked, once.',
    idempotency: 'record',
    pathSchema: differencePath,
    bodySchema: differenceDecisionBody,
    answers: { 200: { description: 'The difference as decided', schema: differenceAnswer } },
    problems: ['difference-settled', 'difference-not-proposed', 'difference-changed'],
    handle: async ({ account, path: { id }, body, request, database }) => {
      const seen = await differenceFor({ database, account, id }, 'decide');
      const { approve } = body;
      const reason = body.approve ? null : body.reason;
      return database.transaction(async (own) => {
        const told = toldBy(account, request);
        const decision = { approve, reason, accountId: account.accountId, at: told.at };
        const decided = await decideDifference(own, seen, decision);
        await audit(own, {
          ...told,
          subject: `difference/${id}`,
          action: approve ? 'difference-settled' : 'difference-proposal-rejected',
          before: { outcome: decided.proposal?.outcome, iec: decided.proposal?.iec },
          after: approve ? { settlement: decided.settlement } : { reason },
        });
        return { status: 200, body: differenceShown(decided) };
      });
    },
  }),
];
