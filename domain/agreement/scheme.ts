/** How well a figure is known: `found` in a source that can be looked up, `known` from practice
 * without a source at hand, `inferred` from what was found. */
export type Sureness = 'found' | 'known' | 'inferred';

/** A figure of an agreement with where it stands, so that nobody takes memory for law. */
export type Sourced<Value> = { value: Value; source: string; sure: Sureness };

/** After how many working days from departure a certificate is late, until when it may still be
 * issued, and what is then printed on it. */
export type RetrospectiveRule = {
  afterWorkingDays: number;
  maxMonths: number;
  endorsement: string;
};

/** Digits of the tariff code that must differ: chapter (CC), heading (CTH), subheading (CTSH). */
export type TariffShiftLevel = 'CC' | 'CTH' | 'CTSH';

/** The rule that decides origin when goods are not wholly obtained, as data. */
export type OriginRule =
  | {
      type: 'value-content-and-tariff-shift';
      /** What the agreement calls the originating share, such as `AIFTA content`. */
      contentName: string;
      leastPercent: Sourced<string>;
      shift: Sourced<TariffShiftLevel>;
      /** As the form prints it; `{percent}` stands for the content, cut off after two decimals. */
      criterion: Sourced<string>;
    }
  | {
      type: 'indian-processing';
      processing: Sourced<TariffShiftLevel>;
      criterion: Sourced<string>;
    };

/** Until when a lost certificate may be copied, and what is then printed on it. */
export type TrueCopyRule = { withinMonths: number; endorsement: string };

export type Scheme = {
  code: string;
  name: string;
  formName: string;
  kind: 'preferential' | 'non-preferential';
  /** Who issues, and which appendix of the Foreign Trade Policy lists the agencies that may. */
  issuing: Sourced<{ by: 'agency'; appendix: '2B' | '2E' }>;
  /** Countries to which certificates may be made out; null: any but India. */
  partners: readonly string[] | null;
  validityMonths: Sourced<number | null>;
  retrospective: Sourced<RetrospectiveRule | null>;
  trueCopy: Sourced<TrueCopyRule | null>;
  thirdCountryInvoicing: Sourced<boolean>;
  backToBack: Sourced<{ inAgreement: boolean; offered: false }>;
  /** `regional`: materials originating in any party count as originating. */
  cumulation: Sourced<'regional' | 'none'>;
  /** Which country's tariff code the form prints. */
  hsBasis: Sourced<'importing-country'>;
  whollyObtained: Sourced<{ criterion: string }>;
  rule: OriginRule;
};

/** Countries whose materials count as originating in India's exports under this scheme. */
export function originatingCountries(scheme: Scheme): readonly string[] {
  return scheme.cumulation.value === 'regional' ? ['IN', ...(scheme.partners ?? [])] : ['IN'];
}
