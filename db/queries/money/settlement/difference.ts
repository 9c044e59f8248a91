import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Reach } from '../../../../domain/authority/authorize.ts';
import type { Database, Transaction } from '../../../database.ts';
import {
  differenceProposal,
  office,
  settlementDifference,
  settlementFile,
} from '../../../schema/schema.ts';
import { type Asked, officesWithin } from './list.ts';

export type Proposal = typeof differenceProposal.$inferSelect;

type Row = typeof settlementDifference.$inferSelect;

/** A difference with where it is, and the last that was proposed for it. */
export type FoundDifference = Row & {
  agencyCode: string;
  officeCode: string;
  /** When the gateway's line of it came; null while there is none. */
  inFileSince: Date | null;
  proposal: Proposal | null;
};

async function withProposals(
  database: Database | Transaction,
  rows: (Omit<FoundDifference, 'proposal' | keyof Row> & { difference: Row })[],
): Promise<FoundDifference[]> {
  const ids = rows.map(({ difference }) => difference.id);
  const proposals = await database
    .selectDistinctOn([differenceProposal.differenceId])
    .from(differenceProposal)
    .where(inArray(differenceProposal.differenceId, ids))
    .orderBy(differenceProposal.differenceId, desc(differenceProposal.proposedAt));
  const byDifference = new Map(proposals.map((one) => [one.differenceId, one]));
  return rows.map(({ difference, ...place }) => ({
    ...difference,
    ...place,
    proposal: byDifference.get(difference.id) ?? null,
  }));
}

const placed = (database: Database | Transaction) =>
  database
    .select({
      difference: settlementDifference,
      agencyCode: office.agencyCode,
      officeCode: office.code,
      inFileSince: settlementFile.takenAt,
    })
    .from(settlementDifference)
    .innerJoin(office, eq(office.id, settlementDifference.officeId))
    .leftJoin(settlementFile, eq(settlementFile.id, settlementDifference.fileId));

/** A page of differences of offices in reach, the oldest first; each office's are read by its index. */
export async function listDifferences(
  database: Database,
  reach: Reach,
  { open, office: named, place, limit }: Asked & { open: boolean },
): Promise<FoundDifference[]> {
  const page = sql`(select p.id from ${officesWithin(reach, named)} as o (office_id)
    cross join lateral (
      select one.id, one.found_at from settlement_difference one
      where one.office_id = o.office_id ${open ? sql`and one.status <> 'settled'` : sql``}
        ${place ? sql`and (one.found_at, one.id) > (${place.at}::timestamptz, ${place.id}::uuid)` : sql``}
      order by one.found_at, one.id limit ${limit}
    ) p order by p.found_at, p.id limit ${limit})`;
  const rows = await placed(database)
    .where(sql`${settlementDifference.id} in ${page}`)
    .orderBy(settlementDifference.foundAt, settlementDifference.id);
  return rows.length === 0 ? [] : withProposals(database, rows);
}

/** One difference; null when there is none. */
export async function findDifference(
  database: Database | Transaction,
  id: string,
): Promise<FoundDifference | null> {
  const rows = await placed(database).where(eq(settlementDifference.id, id));
  const [found] = rows.length === 0 ? [] : await withProposals(database, rows);
  return found ?? null;
}

/** One that is there: differences are never deleted. */
async function readDifference(own: Transaction, id: string): Promise<FoundDifference> {
  const found = await findDifference(own, id);
  if (!found) throw new Error(`there is no difference ${id}`);
  return found;
}

/** A difference on which nobody else works until the transaction ends. */
export async function lockDifference(own: Transaction, id: string): Promise<FoundDifference> {
  await own
    .select({ id: settlementDifference.id })
    .from(settlementDifference)
    .where(eq(settlementDifference.id, id))
    .for('update');
  return readDifference(own, id);
}

/** Keeps a proposal for somebody else to decide on, for a difference that `lockDifference` holds. */
export async function insertProposal(
  own: Transaction,
  proposal: Pick<
    Proposal,
    'id' | 'differenceId' | 'outcome' | 'iec' | 'reason' | 'proposedBy' | 'proposedAt'
  >,
): Promise<FoundDifference> {
  await own.insert(differenceProposal).values(proposal);
  await own
    .update(settlementDifference)
    .set({ status: 'proposed' })
    .where(eq(settlementDifference.id, proposal.differenceId));
  return readDifference(own, proposal.differenceId);
}

/** Decides on a proposal of a locked difference, which is open again or settled by it. */
export async function decideProposal(
  own: Transaction,
  { id, differenceId, outcome }: Proposal,
  decision: {
    approved: boolean;
    decisionReason: string | null;
    decidedBy: string;
    decidedAt: Date;
  },
): Promise<FoundDifference> {
  await own
    .update(differenceProposal)
    .set(decision)
    .where(and(eq(differenceProposal.id, id), isNull(differenceProposal.decidedAt)));
  const end = { status: 'settled', settlement: outcome, settledAt: decision.decidedAt } as const;
  await own
    .update(settlementDifference)
    .set(decision.approved ? end : { status: 'open' })
    .where(eq(settlementDifference.id, differenceId));
  return readDifference(own, differenceId);
}

type Credited = Pick<FoundDifference, 'orderId' | 'reference' | 'theirsPaise'>;

/**
 * Marks the order that a difference credits: paid where it brought what was asked. Another amount
 * leaves it disputed, and nothing asks for it again.
 */
export async function markCredited(
  own: Transaction,
  { orderId, reference, theirsPaise }: Credited,
  at: Date,
): Promise<{ applicationId: string | null }> {
  const [row] = await own.execute<{ applicationId: string | null }>(sql`
    update payment_order set gateway_reference = ${reference}, reconciled_at = ${at.toISOString()}::timestamptz,
      status = case when amount_paise = ${theirsPaise}::bigint then 'paid' else 'disputed' end,
      settled_at = ${at.toISOString()}::timestamptz
    where id = ${orderId} and status <> 'paid'
    returning application_id as "applicationId"`);
  return { applicationId: row?.applicationId ?? null };
}

/** A payment that the office carries as its loss is waited for no more. */
export async function markGivenUp(
  own: Transaction,
  { orderId, reference }: Pick<Credited, 'orderId' | 'reference'>,
  at: Date,
): Promise<void> {
  await own.execute(sql`
    update payment_order set reconciled_at = ${at.toISOString()}::timestamptz
    where id = ${orderId} and gateway_reference = ${reference} and reconciled_at is null`);
}
