import type { Transaction } from '../../db/database.ts';
import { type Booking, bookIn } from '../../db/queries/money/ledger/ledger.ts';
import {
  decideProposal,
  type FoundDifference,
  lockDifference,
  markCredited,
  markGivenUp,
  type Proposal,
} from '../../db/queries/money/settlement/difference.ts';
import { correctionsOf, isReceipt, outcomesOf } from '../../domain/money/difference.ts';
import { gatewayReceipt } from '../../domain/money/posting.ts';
import { problem } from '../problem/problem.ts';
import { ruled } from './difference-answer.ts';

type Decision = { approve: boolean; reason: string | null; accountId: string; at: Date };

/** What is decided on: still the difference, and the proposal, that the second person saw. */
async function lockProposed(
  own: Transaction,
  seen: FoundDifference,
): Promise<{ difference: FoundDifference; proposal: Proposal }> {
  const difference = await lockDifference(own, seen.id);
  const { status, proposal } = difference;
  if (status === 'settled') {
    throw problem('difference-settled', 'It has been settled already.');
  }
  if (status !== 'proposed' || !proposal || proposal.id !== seen.proposal?.id) {
    throw problem('difference-not-proposed', 'No proposal waits for a decision.');
  }
  return { difference, proposal };
}

/** Refuses what the gateway's file, or the books, have overtaken. */
function requireStillOpen(
  difference: FoundDifference,
  { outcome, iec, proposedAt }: Proposal,
): void {
  const isOpen = outcomesOf(ruled(difference)).includes(outcome);
  const hasPayer = difference.iec === null || iec === null || iec === difference.iec;
  const { inFileSince } = difference;
  const hasStayed = inFileSince === null || inFileSince <= proposedAt;
  if (isOpen && hasPayer && hasStayed) return;
  throw problem('difference-changed', 'What was proposed does not fit the difference any more.');
}

/** What the outcome books; marks the order that it concerns. */
async function settle(
  own: Transaction,
  difference: FoundDifference,
  { outcome, iec }: Proposal,
  at: Date,
): Promise<Booking[]> {
  const { id, agencyCode: agency, officeCode: office, merchantId, reference } = difference;
  const rules = ruled(difference);
  const corrections = correctionsOf(rules, outcome, { agency, office, iec });
  const bookings: Booking[] = corrections.map((posting, index) => ({
    key: `difference/${id}/${index + 1}`,
    applicationId: null,
    posting,
  }));
  if (iec !== null && isReceipt(rules)) {
    const { applicationId } = await markCredited(own, difference, at);
    const paise = difference.theirsPaise ?? 0;
    const posting = gatewayReceipt({ agency, office, iec, paise });
    bookings.push({ key: `gateway-receipt/${merchantId}/${reference}`, applicationId, posting });
  }
  if (outcome === 'gain-or-loss' && difference.code === 'not-settled') {
    await markGivenUp(own, difference, at);
  }
  return bookings;
}

/**
 * Decides on what somebody else proposed for a difference: settles it and books that once, or leaves
 * it open for another proposal. Throws problems where it cannot be.
 */
export async function decideDifference(
  own: Transaction,
  seen: FoundDifference,
  { approve, reason, accountId, at }: Decision,
): Promise<FoundDifference> {
  const { difference, proposal } = await lockProposed(own, seen);
  if (approve) requireStillOpen(difference, proposal);
  const decided = await decideProposal(own, proposal, {
    approved: approve,
    decisionReason: reason,
    decidedBy: accountId,
    decidedAt: at,
  });
  const bookings = approve ? await settle(own, difference, proposal, at) : [];
  if (bookings.length > 0) await bookIn(own, bookings);
  return decided;
}
