import { eq, sql } from 'drizzle-orm';
import type { PlainDate } from '../../domain/application/application.ts';
import { type Database, prepared } from '../database.ts';
import { application, exporter, office } from '../schema/schema.ts';
import { type CaseRow, found } from './case.ts';
import type { IecRow } from './exporter.ts';
import { holidayDates } from './holiday.ts';

/** A case with everything that opening it asks of the record. */
export type OpeningCase = CaseRow & {
  iecRecord: IecRow | null;
  walletEnabled: boolean;
  holidays: PlainDate[];
};

const openingCase = prepared((database) =>
  database
    .select({
      application,
      iecRecord: exporter,
      walletEnabled: office.walletEnabled,
      holidays: holidayDates,
    })
    .from(application)
    .innerJoin(office, eq(office.id, application.officeId))
    .leftJoin(exporter, eq(exporter.iec, application.iec))
    .where(eq(application.id, sql.placeholder('id')))
    .prepare('opening_case'),
);

export async function readOpeningCase(
  database: Database,
  applicationId: string,
): Promise<OpeningCase> {
  const [row] = await openingCase(database).execute({ id: applicationId });
  const { application: kase, ...rest } = found(row, applicationId);
  return { ...kase, ...rest };
}
