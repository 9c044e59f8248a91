import { and, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Reach } from '../../../../domain/authority/authorize.ts';
import type { RefundStatus } from '../../../../domain/money/refund.ts';
import type { Database } from '../../../database.ts';
import { office, refund } from '../../../schema/schema.ts';
import { type PlacedRefund, refundHead, withParts } from './refund.ts';

function within(reach: Reach): SQL | undefined {
  switch (reach.within) {
    case 'everything':
      return undefined;
    case 'iec':
      return inArray(refund.iec, [...reach.iecs]);
    case 'agency':
      return eq(office.agencyCode, reach.agencyCode);
    default:
      return sql`false`;
  }
}

export type RefundsAsked = {
  iec: string | null;
  officeId: string | null;
  status: RefundStatus | null;
  /** Behind which refund the page begins; null for the newest. */
  before: { at: string; id: string } | null;
  limit: number;
};

/** A page of the refunds that somebody may see, newest first. */
export async function listRefunds(
  database: Database,
  reach: Reach,
  { iec, officeId, status, before, limit }: RefundsAsked,
): Promise<PlacedRefund[]> {
  const heads = await database
    .select(refundHead)
    .from(refund)
    .innerJoin(office, eq(office.id, refund.officeId))
    .where(
      and(
        within(reach),
        iec === null ? undefined : eq(refund.iec, iec),
        officeId === null ? undefined : eq(refund.officeId, officeId),
        status === null ? undefined : eq(refund.status, status),
        before === null
          ? undefined
          : sql`(${refund.askedAt}, ${refund.id}) < (${before.at}::timestamptz, ${before.id})`,
      ),
    )
    .orderBy(desc(refund.askedAt), desc(refund.id))
    .limit(limit);
  return withParts(database, heads);
}
