/** An exact decimal number: `units` × 10^-`scale`. Money, weights and shares are never floats. */
export type Decimal = { units: bigint; scale: number };

const decimalForm = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?$/;
const longestText = 40;

/**
 * Reads a decimal such as `10640.000`. null for anything else: blanks, a plus sign, an exponent,
 * digit grouping, leading zeros, a missing digit beside the point, minus zero, over 40 characters.
 */
export function parseDecimal(text: string): Decimal | null {
  const match = text.length > longestText ? null : decimalForm.exec(text);
  if (match === null) return null;
  const fraction = match[3] ?? '';
  const units = BigInt(`${match[2] ?? ''}${fraction}`);
  if (match[1] !== '-') return { units, scale: fraction.length };
  return units === 0n ? null : { units: -units, scale: fraction.length };
}

/** As `parseDecimal`, for text that was checked before; throws a RangeError on anything else. */
export function decimal(text: string): Decimal {
  const parsed = parseDecimal(text);
  if (parsed === null) throw new RangeError(`Not a decimal number: ${JSON.stringify(text)}`);
  return parsed;
}

function unitsAt(value: Decimal, scale: number): bigint {
  return value.units * 10n ** BigInt(scale - value.scale);
}

/** Negative, zero or positive as `left` is less than, equal to or greater than `right`; 1.0 equals 1. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  const scale = Math.max(left.scale, right.scale);
  const difference = unitsAt(left, scale) - unitsAt(right, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function addDecimals(left: Decimal, right: Decimal): Decimal {
  const scale = Math.max(left.scale, right.scale);
  return { units: unitsAt(left, scale) + unitsAt(right, scale), scale };
}

export function subtractDecimals(left: Decimal, right: Decimal): Decimal {
  return addDecimals(left, { units: -right.units, scale: right.scale });
}

export function multiplyDecimals(left: Decimal, right: Decimal): Decimal {
  return { units: left.units * right.units, scale: left.scale + right.scale };
}

/** The sum of a list; an empty list is 0. */
export function sumDecimals(values: readonly Decimal[]): Decimal {
  return values.reduce(addDecimals, { units: 0n, scale: 0 });
}

/** Plain text with as many places as the value carries: `100.00` stays `100.00`. */
export function formatDecimal(value: Decimal): string {
  const digits = (value.units < 0n ? -value.units : value.units).toString();
  const padded = digits.padStart(value.scale + 1, '0');
  const whole = padded.slice(0, padded.length - value.scale);
  const sign = value.units < 0n ? '-' : '';
  return value.scale === 0 ? `${sign}${whole}` : `${sign}${whole}.${padded.slice(-value.scale)}`;
}
