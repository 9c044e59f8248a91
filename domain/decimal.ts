/** An exact decimal number: `units` × 10^-`scale`. Money, weights and shares are never floats. */
export type Decimal = { units: bigint; scale: number };

const longestText = 40;
const [zero, nine, minus, point] = [48, 57, 45, 46];
/** So many digits are exact in a number, which is turned into a bigint faster than text is. */
const exactDigits = 15;

/** Where a run of digits that begins at `from` ends. */
function endOfDigits(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code < zero || code > nine) break;
    at += 1;
  }
  return at;
}

function unitsOf(digits: string): bigint {
  return BigInt(digits.length > exactDigits ? digits : Number(digits));
}

/**
 * Reads a decimal such as `10640.000`. null for anything else: blanks, a plus sign, an exponent,
 * digit grouping, leading zeros, a missing digit beside the point, minus zero, over 40 characters.
 */
export function parseDecimal(text: string): Decimal | null {
  if (text.length > longestText) return null;
  const negative = text.charCodeAt(0) === minus;
  const first = negative ? 1 : 0;
  const whole = endOfDigits(text, first);
  if (whole === first || (text.charCodeAt(first) === zero && whole > first + 1)) return null;
  let digits = text.slice(first, whole);
  let scale = 0;
  if (whole < text.length) {
    scale = text.length - whole - 1;
    const isFraction = text.charCodeAt(whole) === point && scale > 0;
    if (!isFraction || endOfDigits(text, whole + 1) < text.length) return null;
    digits += text.slice(whole + 1);
  }
  const units = unitsOf(digits);
  if (!negative) return { units, scale };
  return units === 0n ? null : { units: -units, scale };
}

/** As `parseDecimal`, for text that was checked before; throws a RangeError on anything else. */
export function decimal(text: string): Decimal {
  const parsed = parseDecimal(text);
  if (parsed === null) throw new RangeError(`Not a decimal number: ${JSON.stringify(text)}`);
  return parsed;
}

function unitsAt(value: Decimal, scale: number): bigint {
  return scale === value.scale ? value.units : value.units * 10n ** BigInt(scale - value.scale);
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
