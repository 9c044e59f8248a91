import type { Sourced } from './sourced.ts';

/** Digits of the tariff code that must differ: chapter (CC), heading (CTH), subheading (CTSH). */
export type TariffShiftLevel = 'CC' | 'CTH' | 'CTSH';

/** Every non-originating material is classified elsewhere than the product, at that level. */
export type TariffShiftTest = {
  test: 'tariff-shift';
  level: Sourced<TariffShiftLevel>;
  /** Codes of materials that do not count as changed whatever their level, by what they begin with. */
  except?: readonly string[];
  /** The code of the refusal, where the change stands for something else. */
  refusedAs?: 'indian-processing-missing';
};

/**
 * How a share of the value is worked out. V is the non-originating material, O the originating one.
 * `direct`: (O + labour + overheads + other costs + profit) / base, at least.
 * `build-up`: (O + labour + overheads + profit) / base, at least: other costs are left out.
 * `build-up-materials`: O / base, at least.
 * `build-down`: (base - V) / base, at least.
 * `indirect`, `max-non-originating`: V / base, at most.
 * `net-cost`: (base - profit - V) / (base - profit), at least.
 * `india-alone`: (base - all material that is not Indian) / base, at least.
 */
export type ValueMethod =
  | 'direct'
  | 'build-up'
  | 'build-up-materials'
  | 'build-down'
  | 'indirect'
  | 'max-non-originating'
  | 'net-cost'
  | 'india-alone';

export type ValueTest = {
  test: 'value-content';
  /** What the agreement calls the share, such as `AIFTA content`. */
  name: string;
  method: ValueMethod;
  base: 'FOB' | 'ex-works';
  /** Decimal text: the least, or for a share of non-originating material the most. */
  percent: Sourced<string>;
};

/** What a way to origin asks, as data; nothing in it is code, so that it can be loaded and corrected. */
export type OriginTest =
  | TariffShiftTest
  | ValueTest
  /** Imported inputs, if any, were worked on in India: there is labour, or there are overheads. */
  | { test: 'work-in-india'; rule: Sourced<'labour-or-overheads'> }
  /** No material is non-originating. */
  | { test: 'originating-materials-only'; rule: Sourced<true> }
  | { test: 'all-of'; of: readonly OriginTest[] }
  | { test: 'any-of'; of: readonly OriginTest[] };

/** One way to origin by cost sheet, with what the form prints for it. */
export type OriginRoute = {
  /** What the agreement calls it, such as `general rule` or `regional cumulation`. */
  name: string;
  /** Whether materials that originate with the partners count as originating. */
  cumulated: boolean;
  /** It is open only to goods with material of a partner in them: what it asks is less. */
  withPartnersOnly?: true;
  test: OriginTest;
  /**
   * As the form prints it. Shares are cut off, never rounded up: `{percent}` is the one that the
   * route's last value test found, with two decimals, `{percent-plain}` the same without trailing
   * zeros, `{non-originating}` that of non-originating material in the base, `{originating}` the rest.
   */
  criterion: Sourced<string>;
};

/** The rule of a range of tariff codes: `from` and `to` have equal length, both included. */
export type ProductRule = { from: string; to: string; text: string; test: OriginTest };

/** What decides origin when goods are not wholly obtained. */
export type OriginRule = {
  /** Tried in this order; the first that holds gives the criterion. Empty: product rules alone. */
  routes: readonly OriginRoute[];
  /** Goods made of originating materials alone, where that is a way of its own; else null. */
  originatingMaterials: OriginRoute | null;
  /**
   * What the form prints for a product that has a rule of its own; null where the agreement has none.
   * A loaded rule takes the place of the routes. `rules`: all of them, where the agreement's file was
   * corrected or added to.
   */
  productSpecific: {
    criterion: Sourced<string>;
    cumulated: boolean;
    rules?: readonly ProductRule[];
  } | null;
};
