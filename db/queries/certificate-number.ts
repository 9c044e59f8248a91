import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import type { Database, Transaction } from '../database.ts';
import { certificateNumber, office } from '../schema/schema.ts';

export type NumberWanted = {
  applicationId: string;
  officeId: string;
  year: number;
  /** Writes a serial as that office's certificate number (`domain/certificate/numbering.ts`). */
  format: (serial: number) => string;
};

/**
 * Reserves the office's next number for a case, or gives the one that it holds already.
 * A number that an earlier case gave back is taken first, so that the issued series has no gap.
 * A case that holds a number of another year gives that one back.
 */
export async function reserveNumber(
  database: Database,
  wanted: NumberWanted,
): Promise<{ number: string; serial: number }> {
  const { applicationId, officeId, year } = wanted;
  return database.transaction(async (transaction) => {
    const series = and(eq(certificateNumber.officeId, officeId), eq(certificateNumber.year, year));
    const [, [held], [free], [last]] = await Promise.all([
      // The office's row serialises its series: each of the following reads sees what went before.
      transaction
        .select({ id: office.id })
        .from(office)
        .where(eq(office.id, officeId))
        .for('update'),
      transaction
        .select()
        .from(certificateNumber)
        .where(eq(certificateNumber.applicationId, applicationId)),
      transaction
        .select()
        .from(certificateNumber)
        .where(and(series, isNull(certificateNumber.applicationId)))
        .orderBy(asc(certificateNumber.serial))
        .limit(1),
      transaction
        .select({ serial: certificateNumber.serial })
        .from(certificateNumber)
        .where(series)
        .orderBy(desc(certificateNumber.serial))
        .limit(1),
    ]);
    if (held?.year === year) return { number: held.number, serial: held.serial };
    if (held) await giveBackNumber(transaction, applicationId);
    if (free) {
      await transaction
        .update(certificateNumber)
        .set({ applicationId })
        .where(eq(certificateNumber.number, free.number));
      return { number: free.number, serial: free.serial };
    }
    const serial = (last?.serial ?? 0) + 1;
    const number = wanted.format(serial);
    await transaction
      .insert(certificateNumber)
      .values({ officeId, year, serial, number, applicationId });
    return { number, serial };
  });
}

/** A case ends without a certificate: its number goes to the office's next case. */
export async function giveBackNumber(
  transaction: Transaction,
  applicationId: string,
): Promise<void> {
  await transaction
    .update(certificateNumber)
    .set({ applicationId: null })
    .where(
      and(eq(certificateNumber.applicationId, applicationId), isNull(certificateNumber.issuedAt)),
    );
}
