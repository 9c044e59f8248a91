import type postgres from 'postgres';
import type { ExportFile } from '../../../domain/migration/export-file.ts';
import { notRefused } from './check/keyed.ts';

/** Lines `from` ≤ line < `to` of what is staged. */
type Lines = { batch: number; from: number; to: number };
type Insert = (own: postgres.TransactionSql, lines: Lines) => Promise<{ count: number }>;

const within = (own: postgres.TransactionSql, { from, to }: Lines) => own`
  s.line >= ${from} and s.line < ${to}`;

/** How what is staged of each file comes into its final table: rows that are refused are left out. */
export const insertInto: Record<ExportFile, Insert> = {
  'offices.psv': (own, lines) => own`
    insert into legacy_office (batch, line, repaired, agency, office, name)
    select ${lines.batch}, s.line, s.repaired, s.agency, s.office, s.name
    from staged_office s where ${within(own, lines)} and ${notRefused(own, 'offices.psv')}`,
  'exporters.psv': (own, lines) => own`
    insert into legacy_exporter
      (batch, line, repaired, iec, firm_name, email, mobile, gstin, state, created_on)
    select ${lines.batch}, s.line, s.repaired, s.iec, s.firm_name, s.email, s.mobile, s.gstin,
      s.state, s.created_on
    from staged_exporter s where ${within(own, lines)} and ${notRefused(own, 'exporters.psv')}`,
  'certificates.psv': (own, lines) => own`
    insert into legacy_certificate
      (id, batch, line, repaired, applied_on, issued_on, invoice_date, fob_minor_units, number,
        application_number, agency, office, scheme, iec, consignee, destination, invoice_number,
        fob_currency, officer, status, replaces, successor)
    select (${lines.batch}::bigint << 32) + s.line, ${lines.batch}, s.line, s.repaired, s.applied_on,
      s.issued_on, s.invoice_date, s.fob_minor_units, s.number, s.application_number, s.agency,
      s.office, s.scheme, s.iec, s.consignee, s.destination, s.invoice_number, s.fob_currency,
      s.officer, case when s.cancelled then 'cancelled' when next.successor is null then 'in-force'
        else 'superseded' end, s.replaces, next.successor
    from staged_certificate s left join staged_successor next on next.number = s.number
    where ${within(own, lines)} and ${notRefused(own, 'certificates.psv')}`,
  'items.psv': (own, lines) => own`
    insert into legacy_item
      (certificate_id, serial, repaired, hs, description, quantity, unit, weight_kg, criterion)
    select (${lines.batch}::bigint << 32) + coalesce(heir.line, s.owner), s.serial, s.repaired, s.hs,
      s.description, s.quantity, s.unit, s.weight_kg, s.criterion
    from staged_item s left join staged_heir heir on heir.head = s.owner
    where ${within(own, lines)} and ${notRefused(own, 'items.psv')}`,
  'wallets.psv': (own, lines) => own`
    insert into legacy_wallet (batch, line, repaired, id, iec, agency, office, balance_paise, as_on)
    select ${lines.batch}, s.line, s.repaired, s.id, s.iec, s.agency, s.office, s.balance_paise, s.as_on
    from staged_wallet s where ${within(own, lines)} and ${notRefused(own, 'wallets.psv')}`,
  'wallet_txns.psv': (own, lines) => own`
    insert into legacy_wallet_transaction
      (batch, line, repaired, id, wallet_id, made_on, amount_paise, reference)
    select ${lines.batch}, s.line, s.repaired, s.id, s.wallet_id, s.made_on, s.amount_paise, s.reference
    from staged_transaction s
    where ${within(own, lines)} and ${notRefused(own, 'wallet_txns.psv')}`,
};
