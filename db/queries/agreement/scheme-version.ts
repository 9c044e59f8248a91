import { and, asc, eq, isNotNull, type SQLWrapper, sql } from 'drizzle-orm';
import { correctedScheme } from '../../../domain/agreement/correction.ts';
import type { Scheme } from '../../../domain/agreement/scheme.ts';
import { schemeByCode } from '../../../domain/agreement/schemes.ts';
import type { Database, Transaction } from '../../database.ts';
import { agreementCorrection } from '../../schema/schema.ts';

/** The newest version of a scheme that is in effect today, as a column of another query; 1: as in the program. */
export const newestSchemeVersion = (scheme: SQLWrapper) =>
  sql<number>`coalesce((select c.version from agreement_correction c
    where c.scheme = ${scheme} and c.counts_from <= (now() at time zone 'Asia/Kolkata')::date
    order by c.counts_from desc, c.version desc limit 1), 1)`.as('newest_scheme_version');

/**
 * A scheme as one of its versions: what was corrected up to it, in the order in which it came into
 * effect. null when the scheme is not offered, or has no such version.
 */
export async function buildScheme(
  database: Database | Transaction,
  code: string,
  version: number,
): Promise<Scheme | null> {
  const record = schemeByCode(code);
  if (!record || version === 1) return record;
  const { countsFrom, version: number } = agreementCorrection;
  const rows = await database
    .select({ terms: agreementCorrection.terms, version: number })
    .from(agreementCorrection)
    .where(
      and(
        eq(agreementCorrection.scheme, code),
        sql`(${countsFrom}, ${number}) <= (select c.counts_from, c.version
          from agreement_correction c where c.scheme = ${code} and c.version = ${version})`,
      ),
    )
    .orderBy(asc(countsFrom), asc(number));
  if (rows.at(-1)?.version !== version) return null;
  return correctedScheme(
    record,
    rows.map(({ terms }) => terms),
  );
}

const kept = new WeakMap<Database | Transaction, Map<string, Scheme>>();

/**
 * A scheme as the version that a case is decided under, which is in effect and so never changes any
 * more: asked of the record once. null when the scheme is not offered. Throws where there is no such
 * version.
 */
export async function readScheme(
  database: Database | Transaction,
  code: string,
  version: number,
): Promise<Scheme | null> {
  if (version === 1) return schemeByCode(code);
  const versions = kept.get(database) ?? new Map<string, Scheme>();
  kept.set(database, versions);
  const known = versions.get(`${code}/${version}`);
  if (known) return known;
  const scheme = await buildScheme(database, code, version);
  if (!scheme) throw new Error(`there is no version ${version} of the scheme ${code}`);
  versions.set(`${code}/${version}`, scheme);
  return scheme;
}

/** Version by code of the schemes of which another than that in the program is in effect today. */
export async function readNewestVersions(
  database: Database | Transaction,
): Promise<ReadonlyMap<string, number>> {
  const { scheme, version, countsFrom } = agreementCorrection;
  const rows = await database
    .selectDistinctOn([scheme], { scheme, version })
    .from(agreementCorrection)
    .where(and(isNotNull(version), sql`${countsFrom} <= (now() at time zone 'Asia/Kolkata')::date`))
    .orderBy(scheme, sql`${countsFrom} desc, ${version} desc`);
  return new Map(rows.map((row) => [row.scheme, row.version ?? 1]));
}

/** Schemes as they count today; those of which nothing was corrected cost nothing. */
export async function readSchemesToday(
  database: Database | Transaction,
  schemes: readonly Scheme[],
): Promise<Scheme[]> {
  const newest = await readNewestVersions(database);
  return Promise.all(
    schemes.map(async (record) => {
      const version = newest.get(record.code);
      return (version && (await readScheme(database, record.code, version))) || record;
    }),
  );
}
