import { and, asc, eq, gte, sql } from 'drizzle-orm';
import type { VerificationChannel } from '../../../domain/certificate/verification-channel.ts';
import type { Database } from '../../database.ts';
import { verificationCount } from '../../schema/schema.ts';

/** So many verifications of a certificate on a day in India. */
export type Verified = {
  number: string;
  day: string;
  channel: VerificationChannel;
  count: number;
};

/** Adds to what was counted, in one statement; in order, so that two processes never block each other. */
export async function addVerifications(
  { $client: client }: Database,
  counts: readonly Verified[],
): Promise<void> {
  await client`
    insert into verification_count (number, day, channel, count)
    select number, day, channel, count
    from jsonb_to_recordset(${JSON.stringify(counts)}::text::jsonb)
      as verified (number text, day date, channel text, count bigint)
    order by number, day, channel
    on conflict (number, day, channel)
      do update set count = verification_count.count + excluded.count`;
}

/** How often a certificate was verified in all. */
export async function countVerifications(database: Database, number: string): Promise<number> {
  const [row] = await database
    .select({ total: sql<number>`coalesce(sum(${verificationCount.count}), 0)::float8` })
    .from(verificationCount)
    .where(eq(verificationCount.number, number));
  return row?.total ?? 0;
}

/** The counts of a certificate since a day, the earliest first. */
export function listVerifications(
  database: Database,
  { number, since }: { number: string; since: string },
): Promise<Omit<Verified, 'number'>[]> {
  return database
    .select({
      day: verificationCount.day,
      channel: verificationCount.channel,
      count: verificationCount.count,
    })
    .from(verificationCount)
    .where(and(eq(verificationCount.number, number), gte(verificationCount.day, since)))
    .orderBy(asc(verificationCount.day), asc(verificationCount.channel));
}
