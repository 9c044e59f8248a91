import type { Request } from 'express';
import { z } from 'zod';
import { problem } from '../problem/problem.ts';

export const ifMatchHeader = z.object({
  'If-Match': z.string().meta({ description: 'The revision that you saw, in quotes: `"3"`' }),
});

/** The revision that the caller saw. Throws when the header is missing or no revision. */
export function revisionOfIfMatch(request: Request): number {
  const given = /^"(\d{1,7})"$/.exec(request.get('if-match') ?? '')?.[1];
  if (given === undefined) {
    throw problem('if-match-missing', 'If-Match must hold the revision in quotes.');
  }
  return Number(given);
}
