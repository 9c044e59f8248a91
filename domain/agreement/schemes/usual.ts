import { sourced } from '../rule-parts.ts';
import type { AgencyAppendix, Period, RetrospectiveRule, Scheme } from '../scheme.ts';
import type { Sureness } from '../sourced.ts';

/*
 * What most of India's agreements have. A record names only what is its own; where nothing of its
 * own was found, what is taken from here is marked as inferred.
 */

/** Certificates that the agencies of an appendix of the Foreign Trade Policy issue. */
export const byAgencies = (
  appendix: AgencyAppendix,
  agencies: readonly string[] | null = null,
): Scheme['issuing'] =>
  sourced(
    { by: 'agency', appendix, agencies },
    `Foreign Trade Policy 2023, Appendix ${appendix}`,
    'found',
  );

/** In force since a day, without an end. */
export const since = (from: string, source: string, sure: Sureness): Scheme['inForce'] =>
  sourced({ from, to: null }, source, sure);

/** A certificate is late after some days from departure, and may be issued until a period is over. */
export const lateAfter = (
  count: number,
  of: RetrospectiveRule['after']['of'],
  until: Period,
  endorsement: string | null,
): RetrospectiveRule => ({ after: { count, of }, until, endorsement });

/** The late certificate of an agreement in which no day count was found. */
export const usualLateness = (endorsement: string, count: 3 | 5 = 3): Scheme['retrospective'] =>
  sourced(
    lateAfter(count, 'working-days', { months: 12 }, endorsement),
    `days and months were not found: as in ${count === 3 ? 'the AIFTA' : 'the agreements of 2022'}`,
    'inferred',
  );

/** The validity of a certificate of which none was found. */
export const usualValidity: Scheme['validity'] = sourced(
  { months: 12 },
  'not found: as in most of India’s agreements',
  'inferred',
);

/** Whether a third country's invoice is taken, of an agreement in which no word of it was found. */
export const noThirdCountryInvoice: Scheme['thirdCountryInvoicing'] = sourced(
  false,
  'no place for it was found on the form',
  'inferred',
);

/** No de minimis, of an agreement in which none was found. */
export const noDeMinimis: Scheme['deMinimis'] = sourced(
  null,
  'no rule on small amounts was found',
  'inferred',
);

/** What records need not say. */
export const usual = {
  kind: 'preferential',
  trueCopy: sourced(
    { withinMonths: 12, endorsement: 'CERTIFIED TRUE COPY' },
    'as the operational procedures of India’s agreements do it',
    'inferred',
  ),
  backToBack: sourced(
    { inAgreement: false, offered: false },
    'no word of it was found in the agreement',
    'inferred',
  ),
  partnersInForce: sourced({}, 'it took effect for all its partners at once', 'known'),
  setTolerance: sourced(
    null,
    'no rule for sets was found: each article has to originate',
    'inferred',
  ),
  hsBasis: sourced(
    'importing-country',
    'six digits are the same in both tariffs of one edition',
    'inferred',
  ),
  foreignOrigin: sourced(null, 'it certifies Indian origin alone', 'known'),
} as const satisfies Partial<Scheme>;
