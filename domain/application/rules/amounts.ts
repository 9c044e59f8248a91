import { type Decimal, parseDecimal } from '../../decimal.ts';
import type { Refusal } from '../../refusal.ts';
import { refusal } from '../../refusal-codes.ts';

/** Reads a decimal of an application; refuses what is none. */
function readAmount(text: string, pointer: string): Decimal | Refusal {
  const value = parseDecimal(text);
  if (value !== null) return value;
  const message = `"${text}" is not a decimal number; write digits and a point, such as 1250.00.`;
  return refusal('amount-invalid', pointer, message);
}

/** Refuses what is no decimal number above zero. */
export function mustBePositive(text: string, pointer: string): Refusal[] {
  const value = readAmount(text, pointer);
  if ('code' in value) return [value];
  if (value.units > 0n) return [];
  return [refusal('amount-not-positive', pointer, `"${text}" must be above zero.`)];
}

/** Refuses what is no decimal number, or is below zero. */
export function mustNotBeNegative(text: string, pointer: string): Refusal[] {
  const value = readAmount(text, pointer);
  if ('code' in value) return [value];
  if (value.units >= 0n) return [];
  const message = `"${text}" is below zero; a cost sheet has no negative parts.`;
  return [refusal('amount-negative', pointer, message)];
}
