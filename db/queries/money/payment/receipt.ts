import { sql } from 'drizzle-orm';
import { exporterWallet, type OfficeKey } from '../../../../domain/money/account.ts';
import {
  type ReceiptKind,
  type ReceiptPlace,
  receiptAccount,
} from '../../../../domain/money/receipt-number.ts';
import type { Database } from '../../../database.ts';

/** What the record says of a receipted movement. */
export type ReceiptFacts = {
  at: Date;
  paise: number;
  iec: string;
  /** The firm's name in the case, or as DGFT has it now where there is none. */
  firm: string | null;
  applicationId: string | null;
  certificateNumber: string | null;
  /** The entry of the fee table that the case was charged under; null: paid in advance. */
  feeEntryId: string | null;
  gatewayReference: string | null;
  orderId: string | null;
};

/** What stands in the key of a payment after the merchant; null in any other key. */
const reference = sql`substring(booked.key from '^gateway-receipt/[^/]*/(.*)$')`;

type Row = Omit<ReceiptFacts, 'at' | 'paise'> & { at: string; paise: string };

/**
 * The movement that a receipt's number names; null where none of that kind stands there. A fee was
 * paid by the order that its case settled with, if it was; a payment came under the reference in its key.
 */
export async function readReceipt(
  database: Database,
  place: ReceiptPlace,
): Promise<ReceiptFacts | null> {
  const kind = place.kind === 'payment' ? 'gateway-receipt' : 'take-fee';
  const [row] = await database.execute<Row>(sql`
    select booked.at, abs(entry.amount_paise) as paise,
      coalesce(split_part(wallet.account_id, '/', 2), paid_for.iec) as iec,
      coalesce(paid_for.exporter ->> 'name', firm.record ->> 'name') as firm,
      booked.application_id as "applicationId",
      case when booked.kind = 'take-fee' then paid_for.certificate_number end as "certificateNumber",
      paid_for.fee_entry_id as "feeEntryId",
      coalesce(${reference}, settled_with.gateway_reference) as "gatewayReference",
      coalesce(paid_under.id, settled_with.id) as "orderId"
    from ledger_entry entry
    join ledger_transaction booked on booked.id = entry.transaction_id
    left join ledger_entry wallet
      on wallet.transaction_id = booked.id and wallet.account_id like 'exporter-wallet/%'
    left join application paid_for on paid_for.id = booked.application_id
    left join exporter firm
      on firm.iec = coalesce(split_part(wallet.account_id, '/', 2), paid_for.iec)
    left join case_event settled on settled.application_id = booked.application_id
      and settled.action = 'settle' and booked.kind = 'take-fee'
    left join payment_order settled_with on settled_with.id = settled.detail ->> 'order'
    left join payment_order paid_under
      on paid_under.office_id = ${`${place.agency}-${place.office}`}
      and paid_under.gateway_reference = ${reference}
    where entry.account_id = ${receiptAccount(place)} and entry.account_version = ${place.version}
      and booked.kind = ${kind}
    limit 1`);
  return row ? { ...row, at: new Date(row.at), paise: Number(row.paise) } : null;
}

/** A receipt in a wallet's list; `version` is the wallet's movement that it comes from. */
export type ReceiptLine = {
  version: number;
  kind: ReceiptKind;
  /** The movement that its number names. */
  numberVersion: number;
  at: Date;
  paise: number;
  applicationId: string | null;
};

/**
 * A page of a wallet's receipts, newest movement first: of what the gateway brought, and of fees
 * that were set aside out of it and then taken.
 */
export async function listReceipts(
  database: Database,
  { iec, ...office }: OfficeKey & { iec: string },
  { before, limit }: { before: number | null; limit: number },
): Promise<ReceiptLine[]> {
  const ofKind = (kind: ReceiptKind) => receiptAccount({ ...office, kind });
  const rows = await database.execute<{
    version: string;
    kind: ReceiptKind;
    numberVersion: string;
    at: string;
    paise: string;
    applicationId: string | null;
  }>(sql`
    select entry.account_version as version, paper.kind, paper.number as "numberVersion", paper.at,
      abs(entry.amount_paise) as paise, moved.application_id as "applicationId"
    from ledger_entry entry
    join ledger_transaction moved on moved.id = entry.transaction_id
    cross join lateral (
      select 'payment' as kind, own.account_version as number, moved.at
      from ledger_entry own
      where own.transaction_id = moved.id and own.account_id = ${ofKind('payment')}
        and moved.kind = 'gateway-receipt'
      union all
      select 'fee', own.account_version, taken.at
      from ledger_transaction taken
      join ledger_entry own
        on own.transaction_id = taken.id and own.account_id = ${ofKind('fee')}
      where taken.resolves = moved.key and taken.kind = 'take-fee'
    ) paper
    where entry.account_id = ${exporterWallet({ ...office, iec })}
      and entry.account_version < coalesce(${before}::bigint, 9223372036854775807)
    order by entry.account_version desc limit ${limit}`);
  return rows.map((row) => ({
    ...row,
    version: Number(row.version),
    numberVersion: Number(row.numberVersion),
    at: new Date(row.at),
    paise: Number(row.paise),
  }));
}
