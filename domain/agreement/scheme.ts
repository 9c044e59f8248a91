import type { PlainDate } from '../application/application.ts';
import type { OriginRule } from './origin-rule.ts';
import type { Sourced } from './sourced.ts';

export type { OriginRule, TariffShiftLevel } from './origin-rule.ts';
export type { Sourced, Sureness } from './sourced.ts';

/** A stretch of time from a day on. */
export type Period = { months: number } | { days: number };

/**
 * When a certificate is late, counted from the day after departure, until when it may still be
 * issued, and what is then printed on it; `endorsement` null: the form has no words for it.
 */
export type RetrospectiveRule = {
  after: { count: number; of: 'working-days' | 'days' };
  until: Period;
  endorsement: string | null;
};

/** Until when a lost certificate may be copied, and what is then printed on it. */
export type TrueCopyRule = { withinMonths: number; endorsement: string };

/** The days on which something has effect; `from` null: not yet, `to` null: no end is set. */
export type Effect = { from: PlainDate | null; to: PlainDate | null };

/** Appendices of the Foreign Trade Policy that list agencies. */
export type AgencyAppendix = '2B' | '2C' | '2D' | '2E';

/**
 * Who makes out the certificate: an agency of an appendix (`agencies`: the codes of those that may,
 * null: all that DGFT authorises), or the exporter, who declares the origin and signs alone.
 */
export type Issuing =
  | { by: 'agency'; appendix: AgencyAppendix; agencies: readonly string[] | null }
  | { by: 'exporter' };

/** The share of FOB whose materials need no change of classification; chapters where that is not so. */
export type DeMinimis = {
  percent: string;
  exceptChapters: readonly [first: number, last: number][];
};

/** An agreement in one of its issuing modes, as data: what it asks, allows and prints. */
export type Scheme = {
  code: string;
  /** The agreement that it belongs to: one agreement may be issued by agencies and by exporters. */
  agreement: string;
  name: string;
  formName: string;
  kind: 'preferential' | 'non-preferential';
  issuing: Sourced<Issuing>;
  /** When India exports under it. A scheme that has no `from` cannot be chosen. */
  inForce: Sourced<Effect>;
  /** Countries to which certificates may be made out; null: any but India. */
  partners: readonly string[] | null;
  /** Partners for which it has effect on other days than `inForce` says. */
  partnersInForce: Sourced<Readonly<Record<string, Effect>>>;
  validity: Sourced<Period | null>;
  retrospective: Sourced<RetrospectiveRule | null>;
  trueCopy: Sourced<TrueCopyRule | null>;
  thirdCountryInvoicing: Sourced<boolean>;
  backToBack: Sourced<{ inAgreement: boolean; offered: boolean }>;
  /** `bilateral`, `regional`: materials originating in the partners may count as originating. */
  cumulation: Sourced<'bilateral' | 'regional' | 'none'>;
  deMinimis: Sourced<DeMinimis | null>;
  /** Share of FOB that non-originating articles of a set may have; null: every article originates. */
  setTolerance: Sourced<string | null>;
  /** Which country's tariff code the form prints. */
  hsBasis: Sourced<'importing-country'>;
  whollyObtained: Sourced<{ criterion: string }>;
  /** Whether it certifies goods of other countries, by a document of theirs, and nothing else. */
  foreignOrigin: Sourced<'supporting-document' | null>;
  rule: OriginRule;
};

/** Countries whose materials may count as originating in India's exports under this scheme. */
export function originatingCountries(scheme: Scheme): readonly string[] {
  return scheme.cumulation.value === 'none' ? ['IN'] : ['IN', ...(scheme.partners ?? [])];
}
