import { sql } from 'drizzle-orm';
import type { OfficeKey } from '../../../../domain/money/account.ts';
import type { LineFacts, SettlementLine } from '../../../../domain/money/settlement.ts';
import type { Database, Transaction } from '../../../database.ts';

/** What the record knows of a line, with where and whose it is. */
export type RecordedLine = LineFacts & {
  /** The order's office; null where there is no such order. */
  office: (OfficeKey & { id: string }) | null;
  iec: string | null;
  /** The difference of a disputed order that waits for this line. */
  disputeId: string | null;
  /** The order that has brought no money yet, so that the gateway can be asked about it. */
  unpaidOrder: boolean;
};

type Row = Omit<RecordedLine, 'bookedPaise' | 'known' | 'office' | 'isDisputed'> & {
  isKnown: boolean;
  isOwn: boolean;
  askedPaise: string | null;
  bookedPaise: string | null;
  officeId: string | null;
  agency: string | null;
  code: string | null;
};

/** Lines as the database takes them in one parameter. */
export const linesJson = (lines: readonly object[]): string => JSON.stringify(lines);

const paise = (text: string | null): number | null => (text === null ? null : Number(text));

/** What the record knows of each line of a merchant's file, all of them asked at once. */
export async function readLineFacts(
  database: Database | Transaction,
  merchantId: string,
  lines: readonly SettlementLine[],
): Promise<RecordedLine[]> {
  const rows = await database.execute<Row>(sql`
    select line.number, placed.id is not null as "isKnown",
      coalesce(opened.merchant_id = ${merchantId}, false) as "isOwn",
      case line.kind when 'payment' then placed.amount_paise else part.amount_paise end as "askedPaise",
      case line.kind
        when 'payment' then (select sum(amount_paise) from ledger_transaction received
          join ledger_entry on transaction_id = received.id and amount_paise > 0
          where received.key = 'gateway-receipt/' || ${merchantId} || '/' || line.reference)
        else (select part.amount_paise where part.status = 'done') end as "bookedPaise",
      at.id as "officeId", at.agency_code as agency, at.code,
      coalesce(placed.iec, its_case.iec) as iec,
      line.kind = 'payment' and coalesce(placed.status <> 'paid', false) as "unpaidOrder",
      exists (select from settlement_line before
          where before.merchant_id = ${merchantId} and before.reference = line.reference
            and before.kind = line.kind)
        or line.kind = 'payment' and placed.reconciled_at is not null
          and placed.gateway_reference = line.reference
        or exists (select from settlement_difference carried
          where carried.code = 'refund-not-settled' and carried.merchant_id = ${merchantId}
            and carried.reference = line.reference and carried.kind = line.kind
            and carried.settlement = 'gain-or-loss') as "isSettled",
      (select id from settlement_difference where order_id = line."orderId" and code = 'disputed'
        and merchant_id = ${merchantId} and reference = line.reference
        and status <> 'settled' and file_id is null) as "disputeId"
    from jsonb_to_recordset(${linesJson(lines)}::text::jsonb)
      as line (number integer, kind text, "orderId" text, reference text)
    left join refund_part part on line.kind = 'refund' and part.reference = line.reference
      and part.order_id = line."orderId"
    left join payment_order placed
      on placed.id = case line.kind when 'payment' then line."orderId" else part.order_id end
    left join office_merchant opened
      on opened.office_id = placed.office_id and opened.version = placed.merchant_version
    left join application its_case on its_case.id = placed.application_id
    left join office at on at.id = placed.office_id`);
  return rows.map((row) => {
    const { isKnown, isOwn, askedPaise, bookedPaise, officeId, agency, code, ...rest } = row;
    return {
      ...rest,
      known: isKnown ? { isOwn, askedPaise: paise(askedPaise) ?? 0 } : null,
      bookedPaise: paise(bookedPaise),
      isSettled: rest.isSettled ?? false,
      isDisputed: rest.disputeId !== null,
      office: officeId && agency && code ? { id: officeId, agency, office: code } : null,
    };
  });
}
