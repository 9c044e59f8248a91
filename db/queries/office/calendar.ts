import { eq, sql } from 'drizzle-orm';
import type { PlainDate } from '../../../domain/application/application.ts';
import type { OfficeCalendar } from '../../../domain/office/due-date.ts';
import { type Database, prepared } from '../../database.ts';
import { office } from '../../schema/schema.ts';

/** When an office works, as columns of a query that is at the office. */
export const calendarColumns = {
  workingHours: office.workingHours,
  /** National holidays, and those of the office. */
  holidays: sql<PlainDate[]>`array(select h.date::text from holiday h
    union select h.date::text from office_holiday h where h.office_id = office.id order by 1)`,
};

const calendar = prepared((database) =>
  database
    .select(calendarColumns)
    .from(office)
    .where(eq(office.id, sql.placeholder('id')))
    .prepare('office_calendar'),
);

/** On which days the office works; throws where there is no such office. */
export async function readOfficeCalendar(
  database: Database,
  officeId: string,
): Promise<OfficeCalendar> {
  const [row] = await calendar(database).execute({ id: officeId });
  if (!row) throw new Error(`there is no office ${officeId}`);
  return row;
}
