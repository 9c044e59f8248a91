import { type RejectReason, rejectReasons } from './reject-reason.ts';
import type { Tidying } from './tidy.ts';

/** A value of a staging table's column, as text. */
export type StagedValue = string | null;

/**
 * A row as it is staged: `fault` is the first reason, in the order of the list, for which it is refused
 * by itself; then `value` is what is wrong. `values` stand in the order of the staging table's columns.
 */
export type StagedRow = {
  fault: RejectReason | null;
  value: string | null;
  repaired: boolean;
  values: readonly StagedValue[];
};

/** A fault, with the value that is wrong. */
export type Fault = readonly [RejectReason, string];

const longestValue = 200;
/** Longer than any number there is, and short enough for an index. */
const longestKey = 64;

/** Whether the text can be what a record is known by. */
export const isKey = (text: string) => text !== '' && text.length <= longestKey;

/** A row that is read, with what was put right in it and what is wrong with it. */
export const stagedRow = (
  { repaired }: Tidying,
  fault: Fault | null,
  values: readonly StagedValue[],
): StagedRow =>
  fault === null
    ? { fault: null, value: null, repaired, values }
    : { fault: fault[0], value: fault[1].slice(0, longestValue), repaired, values };

/** The place of a reason in the list, as staging tables keep it; the smallest counts. */
export const reasonRank = (reason: RejectReason): number => rejectReasons.indexOf(reason);
