import { eq, sql } from 'drizzle-orm';
import type { PlainDate } from '../../../domain/application/application.ts';
import type { Counter } from '../../../domain/office/acceptance.ts';
import type { OfficeCalendar } from '../../../domain/office/due-date.ts';
import type { ServedFrom } from '../../../domain/transition/transition.ts';
import { type Database, prepared } from '../../database.ts';
import { agency, application, exporter, office } from '../../schema/schema.ts';
import { newestSchemeVersion } from '../agreement/scheme-version.ts';
import type { IecRow } from '../dgft/exporter.ts';
import { holidayDates } from '../dgft/holiday.ts';
import { type FeeGrounds, feeClassColumn, feeEntriesColumn } from '../money/fee.ts';
import { calendarColumns } from '../office/calendar.ts';
import { counterOf } from '../office/office.ts';
import { servedFromColumn } from '../transition/transition.ts';
import { type CaseRow, found } from './case.ts';

/** A case with everything that opening it asks of the record. */
export type OpeningCase = CaseRow &
  FeeGrounds & {
    iecRecord: IecRow | null;
    counter: Counter;
    holidays: PlainDate[];
    calendar: OfficeCalendar;
    servedFrom: ServedFrom;
    /** Of its scheme, today. */
    newestSchemeVersion: number;
  };

const openingCase = prepared((database) =>
  database
    .select({
      application,
      iecRecord: exporter,
      office: {
        id: office.id,
        active: office.active,
        schemes: office.schemes,
        merchantId: office.merchantId,
        walletEnabled: office.walletEnabled,
        agencyActive: agency.active,
        agencySchemes: agency.schemes,
        agencyIecs: agency.ownIecs,
      },
      calendar: calendarColumns,
      holidays: holidayDates,
      servedFrom: servedFromColumn,
      newestSchemeVersion: newestSchemeVersion(application.scheme),
      feeEntries: feeEntriesColumn({
        scheme: application.scheme,
        agency: office.agencyCode,
        purpose: application.purpose,
      }),
      feeClass: feeClassColumn,
    })
    .from(application)
    .innerJoin(office, eq(office.id, application.officeId))
    .innerJoin(agency, eq(agency.code, office.agencyCode))
    .leftJoin(exporter, eq(exporter.iec, application.iec))
    .where(eq(application.id, sql.placeholder('id')))
    .prepare('opening_case'),
);

export async function readOpeningCase(
  database: Database,
  applicationId: string,
): Promise<OpeningCase> {
  const [row] = await openingCase(database).execute({ id: applicationId });
  const { application: kase, office, ...rest } = found(row, applicationId);
  return { ...kase, ...rest, counter: counterOf(office) };
}
