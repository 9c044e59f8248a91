import { asc, eq, type SQLWrapper, sql } from 'drizzle-orm';
import type { CasePurpose } from '../../../domain/application/purpose.ts';
import { anyExporter, type FeeEntry, type FeeTerms } from '../../../domain/money/fee.ts';
import type { Database, Transaction } from '../../database.ts';
import { exporter, feeEntry } from '../../schema/schema.ts';

/**
 * Every entry that could be the fee of a case of this scheme and agency, past and coming ones too,
 * as one column of another query, so that asking for it costs no round trip.
 */
export const feeEntriesColumn = (of: {
  scheme: SQLWrapper | string;
  agency: SQLWrapper | string;
  /** What the case is for. */
  purpose: SQLWrapper | CasePurpose;
}) =>
  sql<FeeEntry[]>`coalesce((select json_agg(json_build_object(
    'id', f.id, 'sequence', f.sequence, 'kind', f.kind, 'scheme', f.scheme, 'agency', f.agency,
    'exporterClass', f.exporter_class, 'purpose', f.purpose, 'from', f.valid_from,
    'paise', f.paise, 'taxes', f.taxes, 'source', f.source, 'sure', f.sure))
    from fee_entry f where f.purpose = case ${of.purpose} when 'original' then 'original' else 'in-lieu' end
      and (f.scheme is null or f.scheme = ${of.scheme})
      and (f.agency is null or f.agency = ${of.agency})), '[]')`.as('fee_entries');

/** What decides the fee of a case, beside its scheme, agency and day. */
export type FeeGrounds = { feeEntries: FeeEntry[]; feeClass: string };

/** An exporter whom DGFT was never asked about is of no class of its own. */
export const feeClassColumn = sql<string>`coalesce(${exporter.feeClass}, ${anyExporter})`.as(
  'fee_class',
);

/** The grounds for an exporter's case that is not on record yet. */
export async function readFeeGrounds(
  database: Database | Transaction,
  of: { scheme: string; agency: string; iec: string; purpose: CasePurpose },
): Promise<FeeGrounds> {
  const [row] = await database
    .select({
      feeEntries: feeEntriesColumn(of),
      feeClass: feeClassColumn,
    })
    .from(sql`(select 1) as one`)
    .leftJoin(exporter, eq(exporter.iec, of.iec));
  if (!row) throw new Error('a query for one row gave none');
  return row;
}

/** The whole fee table in the order in which it came to be; a few entries a year. */
export const listFeeEntries = (database: Database | Transaction): Promise<FeeEntry[]> =>
  database.select().from(feeEntry).orderBy(asc(feeEntry.sequence));

/** Lets nobody else add to the fee table until the transaction ends; reading it goes on. */
export async function lockFeeTable(transaction: Transaction): Promise<void> {
  await transaction.execute(sql`lock table ${feeEntry} in share row exclusive mode`);
}

/** Makes the approved proposal `id` an entry of the table, which refuses all but future ones. */
export async function appendFeeEntry(
  transaction: Transaction,
  id: string,
  terms: FeeTerms,
): Promise<void> {
  await transaction.insert(feeEntry).values({ id, ...terms });
}
