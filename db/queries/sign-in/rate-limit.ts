import { like, lt, sql } from 'drizzle-orm';
import { RateLimiterDrizzle, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from '../../database.ts';
import { rateLimit } from '../../schema/schema.ts';

/** `points` in `seconds`, counted from the first of them. */
export type Limit = { points: number; seconds: number };

/** `used` counts this one in. */
export type Taken =
  | { allowed: true; used: number }
  | { allowed: false; used: number; retryAfterSeconds: number };

/** One kind of thing that may be tried only so often; `key` says by whom or from where. */
export type Limiter = {
  /** Counts one more try, before it is made: tries sent together are counted one by one. */
  take: (key: string) => Promise<Taken>;
  /** Uncounts one: it was no misuse after all. */
  giveBack: (key: string) => Promise<void>;
  /** Allows nothing for so long, whatever was counted. */
  block: (key: string, seconds: number) => Promise<void>;
  forget: (key: string) => Promise<void>;
};

/**
 * Counters in the table rate_limit, which all processes of the API share. Where the database is away,
 * each process counts in its own memory.
 */
export function openLimiter(database: Database, name: string, limit: Limit): Limiter {
  const counted = { keyPrefix: name, points: limit.points, duration: limit.seconds };
  const limiter = new RateLimiterDrizzle({
    ...counted,
    storeClient: database,
    schema: rateLimit,
    clearExpiredByTimeout: false,
    insuranceLimiter: new RateLimiterMemory(counted),
  });
  return {
    async take(key) {
      try {
        const { consumedPoints: used = 1 } = await limiter.consume(key);
        return { allowed: true, used };
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        const { consumedPoints: used, msBeforeNext } = refusal;
        return { allowed: false, used, retryAfterSeconds: Math.ceil(msBeforeNext / 1000) };
      }
    },
    async giveBack(key) {
      await limiter.reward(key);
    },
    async block(key, seconds) {
      await limiter.block(key, seconds);
    },
    async forget(key) {
      await limiter.delete(key);
    },
  };
}

/** Forgets every counter of `name` whose key begins so. */
export async function forgetLimits(database: Database, name: string, begins: string) {
  const pattern = `${name}:${begins}`.replaceAll(/[\\%_]/g, '\\$&');
  await database.delete(rateLimit).where(like(rateLimit.key, `${pattern}%`));
}

/** Removes counters whose time is over: they hold nobody up any more. */
export async function deleteEndedLimits(database: Database): Promise<void> {
  await database.delete(rateLimit).where(lt(rateLimit.expire, sql`now()`));
}
