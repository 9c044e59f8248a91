import type { ReasoningStep, Refusal } from '../../domain/refusal.ts';
import { catalogue, type ProblemCode } from './catalogue.ts';
import type { CatalogueEntry } from './catalogue-entry.ts';

/** One wrong field: a JSON Pointer into the body, or `#query/limit`-like for what is beside it. */
export type FieldError = { pointer: string; detail: string };

type Extras = {
  errors?: FieldError[];
  reasoning?: ReasoningStep[];
  retryAfterSeconds?: number;
  headers?: Record<string, string>;
};

export type ProblemContent = { code: string; detail: string; advice: string } & Pick<
  CatalogueEntry,
  'status' | 'title'
> &
  Extras;

const mark = Symbol('problem');

/** An answer that refuses, to be thrown; `problem-answer.ts` sends it as RFC 9457 problem+json. */
export type Problem = Error & { [mark]: ProblemContent };

function carry(content: ProblemContent): Problem {
  return Object.assign(new Error(`${content.code}: ${content.detail}`), { [mark]: content });
}

/** A problem of the catalogue; `detail` says in a plain sentence what is wrong this time. */
export function problem(code: ProblemCode, detail: string, extras: Extras = {}): Problem {
  return carry({ code, ...catalogue[code], detail, ...extras });
}

/** What the rules of origin said no to, first refusal in front, all of them as field errors. */
export function refusalProblem(refusals: readonly [Refusal, ...Refusal[]]): Problem {
  const [first] = refusals;
  return carry({
    code: first.code,
    status: 422,
    title: 'The rules refuse this application',
    detail: first.message,
    advice: 'Nothing was started or charged. Correct what the pointers name and submit again.',
    errors: refusals.map(({ pointer, message }) => ({ pointer: pointer ?? '', detail: message })),
    reasoning: first.reasoning,
  });
}

/** The content when `error` is one of ours; null for any other error. */
export function problemContent(error: unknown): ProblemContent | null {
  return error instanceof Error && mark in error ? (error as Problem)[mark] : null;
}
