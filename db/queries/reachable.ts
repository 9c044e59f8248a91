import { sql } from 'drizzle-orm';
import type { Database } from '../database.ts';

/** Resolves when the database answers. */
export async function reachDatabase(database: Database): Promise<void> {
  await database.execute(sql`select 1`);
}
