import type { Endpoint } from '../api/endpoint.ts';
import { problemCodesOf } from '../api/openapi/problem-codes.ts';
import { problemAnswer } from '../api/schemas/problem-answer.ts';
import { refusalCodes } from '../domain/refusal-codes.ts';

/** How an answer departs from what the endpoint's OpenAPI says; null when it keeps to it. */
export async function offContract(endpoint: Endpoint, answer: Response): Promise<string | null> {
  if (answer.status < 400) return offSuccess(endpoint, answer);
  const read = problemAnswer.safeParse(await answer.json());
  if (!read.success) return `${answer.status} is no problem+json`;
  const { code, status } = read.data;
  if (status !== answer.status) return `${code} says ${status}, but was sent as ${answer.status}`;
  const codes: readonly string[] = problemCodesOf(endpoint);
  const ofRules = status === 422 && code in refusalCodes;
  return codes.includes(code) || ofRules ? null : `${code} is not in its document`;
}

async function offSuccess({ answers }: Endpoint, answer: Response): Promise<string | null> {
  const promised = answers[answer.status];
  if (!promised) return `${answer.status} is not in its document`;
  if (!promised.schema) return null;
  const read = promised.schema.safeParse(await answer.json());
  return read.success ? null : `${answer.status}: ${read.error.message}`;
}
