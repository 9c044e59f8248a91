import { and, eq, gt, lt, or, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../../database.ts';
import { signingChallenge } from '../../schema/schema.ts';

const minutes = 5;

/**
 * Keeps a challenge for five minutes; answers until when. An earlier one of the same subject counts
 * no more, so that nobody has more than one open.
 */
export async function putChallenge(
  database: Database | Transaction,
  { id, subject, text }: { id: string; subject: string; text: string },
): Promise<Date> {
  const { subject: whose, expiresAt } = signingChallenge;
  await database.delete(signingChallenge).where(or(eq(whose, subject), lt(expiresAt, sql`now()`)));
  const [row] = await database
    .insert(signingChallenge)
    .values({
      id,
      subject,
      challenge: Buffer.from(text),
      expiresAt: sql`now() + make_interval(mins => ${minutes})`,
    })
    .returning({ until: expiresAt });
  if (!row) throw new Error('the challenge was not kept');
  return row.until;
}

/**
 * Takes a subject's challenge out of the record: its text the first time, null ever after, when it
 * is too old, and for another subject. Not within a transaction that may be rolled back, which would
 * bring a used one back.
 */
export async function takeChallenge(
  database: Database,
  { id, subject }: { id: string; subject: string },
): Promise<string | null> {
  const [row] = await database
    .delete(signingChallenge)
    .where(
      and(
        eq(signingChallenge.id, id),
        eq(signingChallenge.subject, subject),
        gt(signingChallenge.expiresAt, sql`now()`),
      ),
    )
    .returning({ challenge: signingChallenge.challenge });
  return row ? Buffer.from(row.challenge).toString('utf8') : null;
}
