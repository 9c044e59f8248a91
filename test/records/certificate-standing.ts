import { eq } from 'drizzle-orm';
import type { Database } from '../../db/database.ts';
import { certificate } from '../../db/schema/schema.ts';

/** Puts on record that a certificate was cancelled. */
export async function cancel(
  database: Database,
  number: string,
  cancelledAt = new Date(),
): Promise<void> {
  await database
    .update(certificate)
    .set({
      status: 'cancelled',
      cancelledAt,
      cancellationCode: 'issued-in-error',
      cancellationReason: 'Goods of another firm',
    })
    .where(eq(certificate.number, number));
}

/** Puts on record that `successor`, which was issued as replacing it, took a certificate's place. */
export async function supersede(
  database: Database,
  number: string,
  successor: string,
): Promise<void> {
  await database
    .update(certificate)
    .set({ status: 'superseded', successor })
    .where(eq(certificate.number, number));
}
