import type { OriginRoute, OriginTest, TariffShiftLevel, ValueMethod } from './origin-rule.ts';
import type { Sourced, Sureness } from './sourced.ts';

/** Puts a figure together with where it stands. */
export const sourced = <Value>(value: Value, source: string, sure: Sureness): Sourced<Value> => ({
  value,
  source,
  sure,
});

/** A change of classification at a level. */
export const shift = (level: Sourced<TariffShiftLevel>): OriginTest => ({
  test: 'tariff-shift',
  level,
});

/** A share of the FOB value, named as the agreement does. */
export const share = (name: string, method: ValueMethod, percent: Sourced<string>): OriginTest => ({
  test: 'value-content',
  name,
  method,
  base: 'FOB',
  percent,
});

/** Every one of some tests. */
export const allOf = (...of: OriginTest[]): OriginTest => ({ test: 'all-of', of });

/** One of some tests. */
export const anyOf = (...of: OriginTest[]): OriginTest => ({ test: 'any-of', of });

/** A way to origin on which the partners' materials count as originating. */
export const cumulatedRoute = (
  name: string,
  test: OriginTest,
  criterion: Sourced<string>,
): OriginRoute => ({ name, cumulated: true, test, criterion });

/** A way to origin on which Indian materials alone count as originating. */
export const ownRoute = (
  name: string,
  test: OriginTest,
  criterion: Sourced<string>,
): OriginRoute => ({ name, cumulated: false, test, criterion });

/** A way to origin that asks less, for goods with material of a partner in them alone. */
export const partnersRoute = (
  name: string,
  test: OriginTest,
  criterion: Sourced<string>,
): OriginRoute => ({ name, cumulated: true, withPartnersOnly: true, test, criterion });
