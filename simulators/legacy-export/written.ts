import { type Random, randomFrom } from '../random.ts';

/** A day as days since 1970, which is what the generator reckons with. */
export type Day = number;

const msPerDay = 86_400_000;

export const dayOf = (year: number, month: number, day: number): Day =>
  Date.UTC(year, month - 1, day) / msPerDay;

export const isoDay = (day: Day): string => new Date(day * msPerDay).toISOString().slice(0, 10);

/** A day as the export writes it: dd/MM/yyyy. */
export const writtenDay = (day: Day): string => isoDay(day).split('-').reverse().join('/');

export const yearOf = (day: Day): string => isoDay(day).slice(0, 4);

/** Hundredths as an amount in major units with two decimals. */
export function amount(minorUnits: number): string {
  const digits = String(Math.abs(minorUnits)).padStart(3, '0');
  return `${minorUnits < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

export const padded = (number: number, width: number): string =>
  String(number).padStart(width, '0');

/** `count` digits. */
export const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, () => random.below(10)).join('');

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
export const capitals = (random: Random, count: number): string =>
  Array.from({ length: count }, () => letters.charAt(random.below(26))).join('');

/** Whether something happens that happens in `rate` (0 to 1) of all cases. */
export const happens = (random: Random, rate: number): boolean =>
  random.below(1_000_000) < rate * 1_000_000;

/** The stream of one file: what another file draws does not change it. */
export const streamOf = (seed: number, file: number): Random =>
  randomFrom(Math.imul(seed + 1, 0x9e3779b1) + Math.imul(file, 0x85ebca6b));
