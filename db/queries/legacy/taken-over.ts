import { sql } from 'drizzle-orm';
import type { CancellationCode } from '../../../domain/certificate/cancellation.ts';
import { isTakenOver } from '../../../domain/transition/taken-over.ts';
import type { ServedFrom } from '../../../domain/transition/transition.ts';
import type { Database, Transaction } from '../../database.ts';
import type { LegacyStatus } from '../../schema/schema.ts';

export type TakenOverItem = {
  serial: number;
  hs: string;
  description: string;
  quantity: string;
  unit: string;
  weightKg: string;
  criterion: string;
};

/** A certificate of an accepted batch, with all that came over of it. */
export type TakenOver = {
  number: string;
  applicationNumber: string;
  appliedOn: string;
  issuedOn: string;
  agency: string;
  office: string;
  officeName: string | null;
  scheme: string;
  iec: string;
  firmName: string | null;
  consignee: string;
  /** ISO 3166 alpha-2. */
  destination: string;
  invoiceNumber: string;
  invoiceDate: string;
  /** Digits. */
  fobMinorUnits: string;
  fobCurrency: string;
  officer: string;
  status: LegacyStatus;
  replaces: string | null;
  successor: string | null;
  /** When and why it was cancelled here, ISO 8601 UTC; null where it was not, or on the earlier platform. */
  cancelledAt: string | null;
  cancellationCode: CancellationCode | null;
  items: TakenOverItem[];
  /** When two operators accepted the batch. */
  takenOverAt: Date;
  /** As the manifest of the export says: where it is from, and the last day that it covers. */
  platform: string;
  cutOff: string;
  /** SHA-256 over the names, rows and hashes of the export's files, hex. */
  exportSha256: string;
  servedFrom: ServedFrom;
};

const selected = sql.raw(`
  select c.number, c.application_number as "applicationNumber", c.applied_on::text as "appliedOn",
    c.issued_on::text as "issuedOn", c.agency, c.office, o.name as "officeName", c.scheme, c.iec,
    e.firm_name as "firmName", c.consignee, c.destination, c.invoice_number as "invoiceNumber",
    c.invoice_date::text as "invoiceDate", c.fob_minor_units::text as "fobMinorUnits",
    c.fob_currency as "fobCurrency", c.officer, c.status, c.replaces, c.successor,
    to_char(k.cancelled_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "cancelledAt",
    k.code as "cancellationCode", b.accepted_at as "takenOverAt", b.manifest ->> 'source' as platform,
    b.manifest ->> 'cutOff' as "cutOff", b.export_sha256 as "exportSha256",
    (select coalesce(jsonb_agg(jsonb_build_object('serial', i.serial, 'hs', i.hs,
      'description', i.description, 'quantity', i.quantity, 'unit', i.unit, 'weightKg', i.weight_kg,
      'criterion', i.criterion) order by i.serial), '[]') from legacy_item i
      where i.certificate_id = c.id) as items,
    (select jsonb_object_agg(data_set, valid_from) from (
      select distinct on (data_set) data_set, valid_from
      from transition_switch order by data_set, sequence desc) latest) as "servedFrom"
  from legacy_certificate c
  join migration_batch b on b.number = c.batch and b.accepted_at is not null
  left join legacy_cancellation k on k.number = c.number
  left join legacy_office o on o.agency = c.agency and o.office = c.office
  left join legacy_exporter e on e.iec = c.iec
  where c.number = `);

type Driven = Omit<TakenOver, 'takenOverAt'> & { takenOverAt: string };

/** Those of these numbers that came over in a batch that was accepted, whatever the switches say. */
export async function findTakenOver(
  database: Database | Transaction,
  numbers: readonly string[],
): Promise<TakenOver[]> {
  if (numbers.length === 0) return [];
  const rows = await database.execute<Driven>(
    sql`${selected} any(${sql.param([...numbers])}::text[])`,
  );
  return rows.map((row) => ({ ...row, takenOverAt: new Date(row.takenOverAt) }));
}

/** The certificate of a number; null when none came over that was accepted. */
export async function findOneTakenOver(
  database: Database | Transaction,
  number: string,
): Promise<TakenOver | null> {
  const [row] = await findTakenOver(database, [number]);
  return row ?? null;
}

/** The same, where certificates of its kind are served here on a day in India. */
export async function findServedHere(
  database: Database | Transaction,
  number: string,
  today: string,
): Promise<TakenOver | null> {
  const found = await findOneTakenOver(database, number);
  return found && isTakenOver(found.scheme, found.servedFrom, today) ? found : null;
}

/** The day on which the first certificate of the line was issued, as far as the line came over. */
export async function readFirstIssuedOn(
  database: Database | Transaction,
  number: string,
): Promise<string | null> {
  const [row] = await database.execute<{ first: string | null }>(sql`
    with recursive line as (
      select number, replaces, issued_on from legacy_certificate where number = ${number}
      union select c.number, c.replaces, c.issued_on
      from legacy_certificate c join line on c.number = line.replaces
    )
    select min(issued_on)::text as first from line`);
  return row?.first ?? null;
}
