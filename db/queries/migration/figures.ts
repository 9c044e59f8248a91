import type postgres from 'postgres';
import { type ExportFile, exportFiles } from '../../../domain/migration/export-file.ts';
import { stagings } from '../../../domain/migration/staging.ts';
import { notRefused } from './check/keyed.ts';

type Sql = postgres.ISql;
type Part = postgres.PendingQuery<postgres.Row[]>;

/** Where the rows that a batch brings are counted: on record, or staged and not refused. */
export type Source = {
  certificates: Part;
  /** Those of them that are not on record yet. */
  certificatesToCome: Part;
  items: Part;
  wallets: Part;
  /** Taken rows of a file, repaired ones told apart. */
  rows: (file: ExportFile) => Part;
};

const finals: Record<ExportFile, string> = {
  'offices.psv': 'legacy_office',
  'exporters.psv': 'legacy_exporter',
  'certificates.psv': 'legacy_certificate',
  'items.psv': 'legacy_item',
  'wallets.psv': 'legacy_wallet',
  'wallet_txns.psv': 'legacy_wallet_transaction',
};

/** What a batch has brought onto the record. */
export function onRecord(sql: Sql, batch: number): Source {
  const range = (column: string) => sql`
    ${sql(column)} >= ${batch}::bigint << 32 and ${sql(column)} < (${batch}::bigint + 1) << 32`;
  return {
    certificates: sql`(select *, status = 'cancelled' as cancelled from legacy_certificate
      where ${range('id')})`,
    certificatesToCome: sql`(select ''::text as number, false as cancelled where false)`,
    items: sql`(select * from legacy_item where ${range('certificate_id')})`,
    wallets: sql`(select * from legacy_wallet where batch = ${batch})`,
    rows: (file) =>
      file === 'items.psv'
        ? sql`(select repaired from legacy_item where ${range('certificate_id')})`
        : sql`(select repaired from ${sql(finals[file])} where batch = ${batch})`,
  };
}

/** What a batch would bring, as it is staged. */
export function asStaged(sql: Sql): Source {
  const taken = (file: ExportFile) => sql`
    (select s.* from ${sql(stagings[file].table)} s where ${notRefused(sql, file)})`;
  return {
    certificates: taken('certificates.psv'),
    certificatesToCome: taken('certificates.psv'),
    items: taken('items.psv'),
    wallets: taken('wallets.psv'),
    rows: taken,
  };
}

export type CertificateGroup = {
  agency: string;
  scheme: string;
  currency: string;
  cancelled: boolean;
  certificates: number;
  fobMinorUnits: string;
};

/** Certificates by agency, scheme, currency and whether they are cancelled. */
export const countCertificates = (sql: Sql, { certificates }: Source) => sql<CertificateGroup[]>`
  select agency, scheme, fob_currency as currency, cancelled, count(*)::integer as certificates,
    sum(fob_minor_units)::text as "fobMinorUnits"
  from ${certificates} c group by agency, scheme, fob_currency, cancelled`;

/** Certificates that those of the source replace, wherever they are, cancelled ones left out. */
export async function countSuperseded(
  sql: Sql,
  { certificates, certificatesToCome }: Source,
): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    with replaced as (select distinct replaces as number from ${certificates} c
      where replaces is not null)
    select count(*)::integer as count from replaced
    left join ${certificatesToCome} c on c.number = replaced.number
    left join legacy_certificate f on f.number = replaced.number
    where not coalesce(c.cancelled, f.status = 'cancelled')`;
  return row?.count ?? 0;
}

/** Taken rows of every file, and how many of them were put right. */
export async function countRows(
  sql: Sql,
  source: Source,
): Promise<Record<ExportFile, { taken: number; repaired: number }>> {
  const counted: Partial<Record<ExportFile, { taken: number; repaired: number }>> = {};
  for (const file of exportFiles) {
    const [row] = await sql<{ taken: number; repaired: number }[]>`
      select count(*)::integer as taken, count(*) filter (where repaired)::integer as repaired
      from ${source.rows(file)} r`;
    counted[file] = row ?? { taken: 0, repaired: 0 };
  }
  return counted as Record<ExportFile, { taken: number; repaired: number }>;
}

/** What the wallets hold together, in paise. */
export async function sumWallets(sql: Sql, { wallets }: Source): Promise<string> {
  const [row] = await sql<{ paise: string }[]>`
    select coalesce(sum(balance_paise), 0)::text as paise from ${wallets} w`;
  return row?.paise ?? '0';
}

/** Items of the batch on record whose certificate is not: none, or something is very wrong. */
export async function countItemsAstray(sql: Sql, batch: number): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::integer as count from ${onRecord(sql, batch).items} i
    where not exists (select from legacy_certificate c where c.id = i.certificate_id)`;
  return row?.count ?? 0;
}

export type RejectGroup = {
  file: ExportFile;
  reason: string | null;
  outcome: string;
  rows: number;
};

/** Refused rows of a batch by file, reason and what became of them. */
export const countRejects = (sql: Sql, batch: number) => sql<RejectGroup[]>`
  select file, reason, outcome, count(*)::integer as rows from migration_reject
  where batch = ${batch} group by file, reason, outcome`;
