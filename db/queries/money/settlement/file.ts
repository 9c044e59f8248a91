import { sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import type { ComparedLine } from '../../../../domain/money/settlement.ts';
import type { Database, Transaction } from '../../../database.ts';
import { settlementFile } from '../../../schema/schema.ts';
import { linesJson } from './line-facts.ts';

export type SettlementFile = typeof settlementFile.$inferSelect;

/** A compared line with where it is booked, and what a difference says besides. */
export type PlacedLine = ComparedLine & {
  officeId: string;
  iec: string | null;
  disputeId: string | null;
};

/** Lets nobody else take a file of this merchant until the transaction ends. */
export async function lockSettlement(own: Transaction, merchantId: string): Promise<void> {
  await own.execute(
    sql`select pg_advisory_xact_lock(hashtextextended('settlement/' || ${merchantId}, 0))`,
  );
}

/** Keeps a file and its lines for good, and takes its day off the list of those waited for. */
export async function insertSettlementFile(
  own: Transaction,
  file: SettlementFile,
  lines: readonly PlacedLine[],
): Promise<void> {
  await own.insert(settlementFile).values(file);
  await own.execute(sql`
    insert into settlement_line (file_id, number, merchant_id, order_id, reference, kind,
      amount_paise, charges_paise, tax_paise, net_paise, moved_on, office_id, verdict)
    select ${file.id}::uuid, number, ${file.merchantId}, "orderId", reference, kind,
      "amountPaise", "chargesPaise", "taxPaise", "netPaise", "on", "officeId", verdict
    from jsonb_to_recordset(${linesJson(lines)}::text::jsonb) as line (number integer,
      "orderId" text, reference text, kind text, "amountPaise" bigint, "chargesPaise" bigint,
      "taxPaise" bigint, "netPaise" bigint, "on" date, "officeId" text, verdict text)`);
  await own.execute(sql`
    delete from settlement_wait where merchant_id = ${file.merchantId} and day = ${file.day}::date`);
}

/**
 * Marks the orders whose payment the lines bring, and ends the differences that waited for them. That
 * an order is paid is not asked, since what is booked is: the database would take it for a reason to
 * read all that is unreconciled, once for each line.
 */
export async function markReconciled(
  own: Transaction,
  merchantId: string,
  lines: readonly PlacedLine[],
  at: Date,
): Promise<void> {
  const met = lines.filter(({ clearingPaise }) => clearingPaise !== 0);
  const given = sql`jsonb_to_recordset(${linesJson(met)}::text::jsonb)
    as line ("orderId" text, reference text, kind text)`;
  await own.execute(sql`
    update payment_order set reconciled_at = ${at.toISOString()}::timestamptz from ${given}
    where line.kind = 'payment' and id = line."orderId" and gateway_reference = line.reference and reconciled_at is null`);
  await own.execute(sql`
    update settlement_difference difference
    set status = 'settled', settlement = 'came-later', settled_at = ${at.toISOString()}::timestamptz
    from ${given}
    where difference.merchant_id = ${merchantId} and difference.reference = line.reference
      and difference.order_id = line."orderId"
      and difference.code in ('not-settled', 'refund-not-settled')
      and difference.kind = line.kind and difference.status <> 'settled'`);
}

/**
 * A difference for each line that has one. A disputed order's, which is there already, gets its line
 * and waits for people from then on.
 */
export async function insertLineDifferences(
  own: Transaction,
  { id: fileId, merchantId, takenAt }: Pick<SettlementFile, 'id' | 'merchantId' | 'takenAt'>,
  lines: readonly PlacedLine[],
): Promise<void> {
  const differing = lines
    .filter(({ verdict }) => verdict !== 'matched')
    .map((line) => ({
      ...line,
      id: line.disputeId ?? uuid(),
      theirsPaise: line.clearingPaise + line.suspendedPaise,
      allCharges: line.chargesPaise + line.taxPaise,
    }));
  const given = (part: typeof differing) => sql`
    jsonb_to_recordset(${linesJson(part)}::text::jsonb) as line (id uuid, number integer,
      verdict text, kind text, "officeId" text, "orderId" text, reference text, iec text,
      "theirsPaise" bigint, "clearingPaise" bigint, "allCharges" bigint)`;
  await own.execute(sql`
    insert into settlement_difference (id, code, kind, office_id, merchant_id, order_id, reference,
      iec, file_id, line_number, theirs_paise, booked_paise, charges_paise, found_at)
    select id, verdict, kind, "officeId", ${merchantId}, "orderId", reference, iec,
      ${fileId}::uuid, number, "theirsPaise", "clearingPaise", "allCharges",
      ${takenAt.toISOString()}::timestamptz
    from ${given(differing.filter(({ verdict }) => verdict !== 'disputed'))}`);
  await own.execute(sql`
    update settlement_difference difference
    set file_id = ${fileId}::uuid, line_number = line.number, theirs_paise = line."theirsPaise",
      charges_paise = line."allCharges"
    from ${given(differing.filter(({ verdict }) => verdict === 'disputed'))}
    where difference.id = line.id`);
}

/** When a day's file was taken, and what it came to; null while it has not been. */
export async function findSettlementFile(
  database: Database | Transaction,
  merchantId: string,
  day: string,
): Promise<{ lines: number; matched: number } | null> {
  const [row] = await database.execute<{ lines: number; matched: number }>(sql`
    select line_count as lines, matched_count as matched from settlement_file
    where merchant_id = ${merchantId} and day = ${day}::date`);
  return row ?? null;
}
