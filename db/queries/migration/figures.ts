import type postgres from 'postgres';
import type { ExportFile } from '../../../domain/migration/export-file.ts';
import { stagings } from '../../../domain/migration/staging.ts';
import { notRefused } from './check/keyed.ts';

type Sql = postgres.ISql;
type Part = postgres.PendingQuery<postgres.Row[]>;

/** Where the rows that a batch brings are counted: on record, or staged and not refused. */
export type Source = {
  certificates: Part;
  /** Those of them that are not on record yet. */
  certificatesToCome: Part;
  /** `repaired`, and `is_astray` of those whose certificate is not on record: none should be. */
  items: Part;
  wallets: Part;
  /** Taken rows of another file, repaired ones told apart. */
  rows: (file: PlainFile) => Part;
};

/** Files of which nothing but their rows is counted. */
const plainFiles = ['offices.psv', 'exporters.psv', 'wallets.psv', 'wallet_txns.psv'] as const;
type PlainFile = (typeof plainFiles)[number];

const finals: Record<PlainFile, string> = {
  'offices.psv': 'legacy_office',
  'exporters.psv': 'legacy_exporter',
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
    items: sql`(select i.repaired, c.id is null as is_astray from legacy_item i
      left join legacy_certificate c on c.id = i.certificate_id where ${range('certificate_id')})`,
    wallets: sql`(select * from legacy_wallet where batch = ${batch})`,
    rows: (file) => sql`(select repaired from ${sql(finals[file])} where batch = ${batch})`,
  };
}

/** What a batch would bring, as it is staged. */
export function asStaged(sql: Sql): Source {
  const taken = (file: ExportFile) => sql`
    (select s.* from ${sql(stagings[file].table)} s where ${notRefused(sql, file)})`;
  return {
    certificates: taken('certificates.psv'),
    certificatesToCome: taken('certificates.psv'),
    items: sql`(select s.repaired, false as is_astray from staged_item s
      where ${notRefused(sql, 'items.psv')})`,
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
  repaired: number;
  fobMinorUnits: string;
};

/** Certificates by agency, scheme, currency and whether they are cancelled. */
export const countCertificates = (sql: Sql, { certificates }: Source) => sql<CertificateGroup[]>`
  select agency, scheme, fob_currency as currency, cancelled, count(*)::integer as certificates,
    count(*) filter (where repaired)::integer as repaired, sum(fob_minor_units)::text as "fobMinorUnits"
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

/** Taken rows of a file, and how many of them were put right. */
export type RowCount = { taken: number; repaired: number };

/** Taken rows of the files of which nothing else is counted. */
export async function countRows(sql: Sql, source: Source): Promise<Record<PlainFile, RowCount>> {
  const counted = await Promise.all(
    plainFiles.map(async (file) => {
      const [row] = await sql<RowCount[]>`
        select count(*)::integer as taken, count(*) filter (where repaired)::integer as repaired
        from ${source.rows(file)} r`;
      return [file, row];
    }),
  );
  return Object.fromEntries(counted);
}

/** Taken items; `astray` are those on record whose certificate is not: then something is very wrong. */
export async function countItems(
  sql: postgres.TransactionSql,
  { items }: Source,
): Promise<RowCount & { astray: number }> {
  // Millions are held against each other's certificates.
  await sql`set local work_mem = '64MB'`;
  const [row] = await sql<(RowCount & { astray: number })[]>`
    select count(*)::integer as taken, count(*) filter (where repaired)::integer as repaired,
      count(*) filter (where is_astray)::integer as astray
    from ${items} i`;
  return row ?? { taken: 0, repaired: 0, astray: 0 };
}

/** What the wallets hold together, in paise. */
export async function sumWallets(sql: Sql, { wallets }: Source): Promise<string> {
  const [row] = await sql<{ paise: string }[]>`
    select coalesce(sum(balance_paise), 0)::text as paise from ${wallets} w`;
  return row?.paise ?? '0';
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
