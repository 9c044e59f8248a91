import type { ApiDependencies } from '../dependencies.ts';
import { problem } from '../problem/problem.ts';
import type { LimitName } from './limits.ts';

/** Counts one for `key`. Throws `too-many-requests` (429 with Retry-After) when that was one too many. */
export async function limited(api: ApiDependencies, name: LimitName, key: string): Promise<void> {
  const taken = await api.limiters[name].take(key);
  if (taken.allowed) return;
  throw tooMany(taken.retryAfterSeconds);
}

/** The problem to throw where a limit was reached. */
export const tooMany = (retryAfterSeconds: number) =>
  problem('too-many-requests', 'This was tried too often from here just now.', {
    retryAfterSeconds,
  });
