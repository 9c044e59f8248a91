import type { ProblemCode } from '../problem/catalogue.ts';
import { type Problem, problem } from '../problem/problem.ts';
import type { NumberAnswer } from './verifier.ts';

type Unverified = Exclude<NumberAnswer['outcome'], 'found' | 'taken-over'>;

const reasons = {
  unknown: ['certificate-not-found', 'No certificate with this number was issued here.'],
  mistyped: [
    'certificate-number-mistyped',
    'Its last character does not fit the rest: one character is wrong, or two have changed places.',
  ],
  malformed: [
    'certificate-number-mistyped',
    'This has not the form of a number of ours, such as EIC-MUMBAI-2026-0000017-H.',
  ],
  legacy: ['certificate-of-legacy', 'This number is of the earlier portal.'],
} as const satisfies Record<Unverified, readonly [ProblemCode, string]>;

/** The code under which programs are told that a number could not be verified. */
export const codeOf = (outcome: Unverified) => reasons[outcome][0];

/** The problem to throw for a number that could not be verified. */
export function unverified(outcome: Unverified): Problem {
  const [code, detail] = reasons[outcome];
  return problem(code, detail);
}
