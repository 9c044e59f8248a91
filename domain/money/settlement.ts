import type { Sourced } from '../agreement/scheme.ts';
import type { PlainDate } from '../application/application.ts';
import { addDays } from '../calendar/plain-date.ts';
import { isAfterWorkingDays } from '../calendar/working-days.ts';
import { bank, differences, gatewayCharges, gatewayClearing, type OfficeKey } from './account.ts';
import { type DifferenceCode, postingOf } from './difference.ts';
import type { Posting } from './posting.ts';

/** A payment or refund as the gateway settles it; amounts in paise, above zero but for the net. */
export type SettlementLine = {
  /** Counts the file's lines from 1. */
  number: number;
  orderId: string;
  /** The gateway's reference of a payment; our own of a refund. */
  reference: string;
  kind: 'payment' | 'refund';
  amountPaise: number;
  chargesPaise: number;
  /** On the charges. */
  taxPaise: number;
  netPaise: number;
  /** The day in India. */
  on: PlainDate;
};

/** What the record knows of one line. */
export type LineFacts = {
  number: number;
  /** null: there is no such order, or no such refund. */
  known: { isOwn: boolean; askedPaise: number } | null;
  /** What is booked under this reference; null: nothing. */
  bookedPaise: number | null;
  /** It was settled before, by an earlier file or by decision. */
  isSettled: boolean;
  /** The gateway took another amount than was asked, and people look at it already. */
  isDisputed: boolean;
};

/** A line compared; `clearingPaise` and `suspendedPaise` add up to what moves, a refund's below zero. */
export type ComparedLine = SettlementLine & {
  verdict: 'matched' | DifferenceCode;
  /** What of it meets its booking. */
  clearingPaise: number;
  /** What of it lies on the office's account of differences until people settle it. */
  suspendedPaise: number;
};

function verdictOn(line: SettlementLine, facts: LineFacts): ComparedLine['verdict'] {
  const { known, bookedPaise, isSettled, isDisputed } = facts;
  if (isSettled) return 'twice';
  if (known === null) return line.kind === 'payment' ? 'unknown-order' : 'unknown-refund';
  if (!known.isOwn) return 'other-merchant';
  if (bookedPaise === null && isDisputed) return 'disputed';
  if (line.amountPaise !== (bookedPaise ?? known.askedPaise)) return 'other-amount';
  return bookedPaise === null ? 'not-booked' : 'matched';
}

/** Lines against the record, in the file's order: to every line its facts. */
export function compareLines(
  lines: readonly SettlementLine[],
  facts: readonly LineFacts[],
): ComparedLine[] {
  const byNumber = new Map(facts.map((one) => [one.number, one]));
  const seen = new Set<string>();
  return lines.map((line) => {
    const own = byNumber.get(line.number);
    if (!own) throw new RangeError(`Nothing is said of line ${line.number}`);
    const name = `${line.kind}/${line.reference}`;
    const isSettled = own.isSettled || seen.has(name);
    seen.add(name);
    const verdict = verdictOn(line, { ...own, isSettled });
    const meets = verdict === 'matched' || verdict === 'other-amount' ? (own.bookedPaise ?? 0) : 0;
    const sign = line.kind === 'payment' ? 1 : -1;
    const clearingPaise = sign * meets;
    return {
      ...line,
      verdict,
      clearingPaise,
      suspendedPaise: sign * line.amountPaise - clearingPaise,
    };
  });
}

/**
 * What one office's lines of a file move: out of what the gateway owes, into the bank and the
 * gateway's charges, and what cannot be explained onto the account of differences. null: nothing.
 */
export function settlementPosting(
  office: OfficeKey,
  lines: readonly ComparedLine[],
): Posting | null {
  const sum = (of: (line: ComparedLine) => number) =>
    lines.reduce((total, line) => total + of(line), 0);
  return postingOf('settlement', [
    [gatewayClearing(office), sum(({ clearingPaise }) => clearingPaise)],
    [differences(office), sum(({ suspendedPaise }) => suspendedPaise)],
    [bank(office), -sum(({ netPaise }) => netPaise)],
    [gatewayCharges(office), -sum(({ chargesPaise, taxPaise }) => chargesPaise + taxPaise)],
  ]);
}

/** In how many working days the gateway settles what it took. */
export const settledWithin: Sourced<number> = {
  value: 3,
  source: 'No notice sets it: gateways settle on the first or second working day after a payment',
  sure: 'inferred',
};

/**
 * The last day whose payments must have been settled by the files up to and including `until`.
 */
export function lastDayDue(until: PlainDate, holidays: readonly PlainDate[]): PlainDate {
  const count = settledWithin.value;
  let day = until;
  while (!isAfterWorkingDays(until, { from: day, count, holidays })) day = addDays(day, -1);
  return day;
}
