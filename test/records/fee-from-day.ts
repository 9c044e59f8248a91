import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Database } from '../../db/database.ts';
import { feeEntry } from '../../db/schema/schema.ts';

/**
 * Puts a fee on record from any day, as if it had been agreed on long before it: the record itself
 * takes only days to come. Gives the entry's id.
 */
export async function feeFromDay(
  database: Database,
  from: string,
  paise: number,
  more: Partial<typeof feeEntry.$inferInsert> = {},
): Promise<string> {
  const id = randomUUID();
  await database.transaction(async (own) => {
    await own.execute(sql`alter table fee_entry disable trigger fee_entry_agreed`);
    await own.insert(feeEntry).values({
      id,
      kind: 'preferential',
      exporterClass: 'any',
      purpose: 'original',
      source: 'a notice of these tests',
      sure: 'found',
      from,
      paise,
      ...more,
    });
    await own.execute(sql`alter table fee_entry enable trigger fee_entry_agreed`);
  });
  return id;
}
