import type { ReasoningStep } from '../domain/refusal.ts';

/** Failure types that cross the Temporal boundary; persisted names, stable for ever. */
export const failureType = {
  /** A rule said no; details[0] is a `RefusalDetail`. Never retried. */
  rejected: 'Rejected',
  /** The case has moved on, or somebody else is acting on it. Never retried. */
  conflict: 'Conflict',
  /** The sender may not do this. Never retried. */
  unauthorised: 'Unauthorised',
  /** An outside system is away: tried again until it is back. */
  upstreamUnavailable: 'UpstreamUnavailable',
  /** An invariant is broken; a person must look. Never retried. */
  corrupt: 'Corrupt',
} as const;
export type FailureType = (typeof failureType)[keyof typeof failureType];

export type RefusalDetail = {
  code: string;
  message: string;
  pointer: string | null;
  reasoning: ReasoningStep[];
};
