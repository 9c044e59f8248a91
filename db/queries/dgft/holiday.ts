import { asc, sql } from 'drizzle-orm';
import type { PlainDate } from '../../../domain/application/application.ts';
import type { Database } from '../../database.ts';
import { holiday } from '../../schema/schema.ts';

/** Every notified holiday; some tens of days a year. */
export async function listHolidays(database: Database): Promise<PlainDate[]> {
  const rows = await database
    .select({ date: holiday.date })
    .from(holiday)
    .orderBy(asc(holiday.date));
  return rows.map(({ date }) => date);
}

/** The same as a column of another query. */
export const holidayDates = sql<PlainDate[]>`array(select date::text from holiday order by date)`;
