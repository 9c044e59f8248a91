import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { CorrectionTerms } from '../../../domain/agreement/correction.ts';
import type { Database, Transaction } from '../../database.ts';
import { agreementCorrection } from '../../schema/schema.ts';

export type Correction = typeof agreementCorrection.$inferSelect;

/** Keeps a proposal for somebody else to decide on. */
export async function insertCorrection(
  transaction: Transaction,
  proposal: {
    id: string;
    scheme: string;
    terms: CorrectionTerms;
    proposedBy: string;
    proposedAt: Date;
  },
): Promise<Correction> {
  const [row] = await transaction.insert(agreementCorrection).values(proposal).returning();
  if (!row) throw new Error('a correction was inserted and not returned');
  return row;
}

/** A correction; null when there is none. */
export async function findCorrection(
  database: Database | Transaction,
  id: string,
): Promise<Correction | null> {
  const [row] = await database
    .select()
    .from(agreementCorrection)
    .where(eq(agreementCorrection.id, id));
  return row ?? null;
}

/** Lets nobody else decide on corrections until the transaction ends; reading them goes on. */
export async function lockCorrections(transaction: Transaction): Promise<void> {
  await transaction.execute(sql`lock table ${agreementCorrection} in share row exclusive mode`);
}

type Decision = { decidedBy: string; decidedAt: Date };

async function decide(
  transaction: Transaction,
  id: string,
  set: Partial<Correction>,
): Promise<Correction | null> {
  const open = and(eq(agreementCorrection.id, id), isNull(agreementCorrection.decidedAt));
  const [row] = await transaction.update(agreementCorrection).set(set).where(open).returning();
  return row ?? null;
}

/**
 * Makes a correction the next version of its scheme, from a day on; under `lockCorrections`. null,
 * with nothing written, when it was decided before.
 */
export async function approveCorrection(
  transaction: Transaction,
  { id, scheme }: Pick<Correction, 'id' | 'scheme'>,
  { countsFrom, ...decision }: Decision & { countsFrom: string },
): Promise<Correction | null> {
  const versions = and(
    eq(agreementCorrection.scheme, scheme),
    isNotNull(agreementCorrection.version),
  );
  const version = 2 + (await transaction.$count(agreementCorrection, versions));
  return decide(transaction, id, { ...decision, approved: true, version, countsFrom });
}

/** Puts a correction aside; null, with nothing written, when it was decided before. */
export const declineCorrection = (
  transaction: Transaction,
  { id }: Pick<Correction, 'id'>,
  decision: Decision & { reason: string },
): Promise<Correction | null> => decide(transaction, id, { ...decision, approved: false });

/** What waits for a second person, oldest first. */
export const listOpenCorrections = (database: Database): Promise<Correction[]> =>
  database
    .select()
    .from(agreementCorrection)
    .where(isNull(agreementCorrection.decidedAt))
    .orderBy(asc(agreementCorrection.proposedAt));

/** Every version of a scheme after the first, in the order of their numbers. */
export const listVersions = (database: Database, scheme: string): Promise<Correction[]> =>
  database
    .select()
    .from(agreementCorrection)
    .where(and(eq(agreementCorrection.scheme, scheme), isNotNull(agreementCorrection.version)))
    .orderBy(asc(agreementCorrection.version));
