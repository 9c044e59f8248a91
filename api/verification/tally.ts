import type { Logger } from 'pino';
import type { Database } from '../../db/database.ts';
import {
  addVerifications,
  type Verified,
} from '../../db/queries/certificate/verification-count.ts';
import type { VerificationChannel } from '../../domain/certificate/verification-channel.ts';
import type { Verification } from './verdict.ts';

const heldMs = 1_000;
/** Beyond so many different counts that could not be written, further ones are given up. */
const mostHeld = 100_000;

export type Tally = {
  /** Counts one verification of a certificate on record; never waits, never fails. */
  count: (
    verified: Pick<Verification, 'number' | 'checkedOn'>,
    channel: VerificationChannel,
  ) => void;
  /** Writes what is held; at the latest what is lost by a crash is a second's. */
  flush: () => Promise<void>;
};

/**
 * Counts verifications by certificate, day in India and channel, and writes them together once a
 * second. Knows of nobody who asked: neither address nor time of day is kept.
 */
export function openTally(database: Database, logger: Logger): Tally {
  let held = new Map<string, Verified>();
  let timer: NodeJS.Timeout | null = null;

  function add(one: Verified): void {
    const key = `${one.number} ${one.day} ${one.channel}`;
    const known = held.get(key);
    if (known) known.count += one.count;
    else if (held.size < mostHeld) held.set(key, one);
    timer ??= setTimeout(flush, heldMs).unref();
  }

  async function flush(): Promise<void> {
    if (timer) clearTimeout(timer);
    timer = null;
    const counts = [...held.values()];
    if (counts.length === 0) return;
    held = new Map();
    try {
      await addVerifications(database, counts);
    } catch (error) {
      logger.warn({ err: error }, 'verifications could not be counted yet');
      counts.forEach(add);
    }
  }

  return {
    count: ({ number, checkedOn: day }, channel) => add({ number, day, channel, count: 1 }),
    flush,
  };
}
