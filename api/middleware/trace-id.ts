import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';

const traceIds = new WeakMap<object, string>();

/** The id under which this request is found in the logs; the caller sees it too. */
export function traceIdOf(request: Request): string {
  const known = traceIds.get(request);
  if (known) return known;
  const made = randomUUID();
  traceIds.set(request, made);
  return made;
}

/** Every answer names its trace id. */
export const answerTraceId: RequestHandler = (request, response, next) => {
  response.set('X-Trace-Id', traceIdOf(request));
  next();
};
