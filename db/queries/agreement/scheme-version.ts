import { and, asc, desc, eq, type SQLWrapper, sql } from 'drizzle-orm';
import { type CorrectionTerms, correctedScheme } from '../../../domain/agreement/correction.ts';
import type { Scheme } from '../../../domain/agreement/scheme.ts';
import { schemeByCode } from '../../../domain/agreement/schemes.ts';
import type { Database, Transaction } from '../../database.ts';
import { agreementCorrection } from '../../schema/schema.ts';

const { scheme: ofScheme, terms, version: number, countsFrom } = agreementCorrection;

/** Approved, and its day has come. */
const isInEffect = sql`${countsFrom} <= (now() at time zone 'Asia/Kolkata')::date`;

/** The newest version of a scheme that is in effect today, as a column of another query; 1: as in the program. */
export const newestSchemeVersion = (scheme: SQLWrapper) =>
  sql<number>`coalesce((select c.version from agreement_correction c
    where c.scheme = ${scheme} and c.counts_from <= (now() at time zone 'Asia/Kolkata')::date
    order by c.counts_from desc, c.version desc limit 1), 1)`.as('newest_scheme_version');

/** Version by code of the schemes of which another than that in the program is in effect today. */
export async function readNewestVersions(
  database: Database | Transaction,
): Promise<ReadonlyMap<string, number>> {
  const rows = await database
    .selectDistinctOn([ofScheme], { scheme: ofScheme, version: number })
    .from(agreementCorrection)
    .where(isInEffect)
    .orderBy(ofScheme, desc(countsFrom), desc(number));
  return new Map(rows.map(({ scheme, version }) => [scheme, version ?? 1]));
}

/**
 * What was corrected of a scheme up to one of its versions, in the order in which it came into effect;
 * null when there is no such version.
 */
export async function listCorrectionsUntil(
  database: Database | Transaction,
  code: string,
  version: number,
): Promise<CorrectionTerms[] | null> {
  if (version === 1) return [];
  const rows = await database
    .select({ terms, version: number })
    .from(agreementCorrection)
    .where(
      and(
        eq(ofScheme, code),
        sql`(${countsFrom}, ${number}) <= (select c.counts_from, c.version
          from agreement_correction c where c.scheme = ${code} and c.version = ${version})`,
      ),
    )
    .orderBy(asc(countsFrom), asc(number));
  return rows.at(-1)?.version === version ? rows.map((row) => row.terms) : null;
}

/** What was corrected of one figure of any scheme and counts today, in the order in which it came into effect. */
export const listCorrectionsOf = (
  database: Database | Transaction,
  figure: string,
): Promise<{ scheme: string; terms: CorrectionTerms }[]> =>
  database
    .select({ scheme: ofScheme, terms })
    .from(agreementCorrection)
    .where(
      and(isInEffect, sql`${terms} -> 'figures' @> ${JSON.stringify([{ figure }])}::text::jsonb`),
    )
    .orderBy(asc(countsFrom), asc(number));

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
  const record = schemeByCode(code);
  if (!record || version === 1) return record;
  const versions = kept.get(database) ?? new Map<string, Scheme>();
  kept.set(database, versions);
  const known = versions.get(`${code}/${version}`);
  if (known) return known;
  const corrections = await listCorrectionsUntil(database, code, version);
  if (!corrections) throw new Error(`there is no version ${version} of the scheme ${code}`);
  const scheme = correctedScheme(record, corrections);
  versions.set(`${code}/${version}`, scheme);
  return scheme;
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
