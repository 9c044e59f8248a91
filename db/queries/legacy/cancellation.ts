import { eq } from 'drizzle-orm';
import type { Database } from '../../database.ts';
import { legacyCancellation } from '../../schema/schema.ts';

/** How a certificate that came over was cancelled here; null where it was not. */
export async function findLegacyCancellation(
  database: Database,
  number: string,
): Promise<typeof legacyCancellation.$inferSelect | null> {
  const [row] = await database
    .select()
    .from(legacyCancellation)
    .where(eq(legacyCancellation.number, number));
  return row ?? null;
}
