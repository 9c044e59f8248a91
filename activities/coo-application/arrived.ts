import type { CaseRow } from '../../db/queries/case/case.ts';
import type { CooApplication } from '../../domain/application/application.ts';
import { type OfficeCalendar, placeInQueue } from '../../domain/office/due-date.ts';

/** What a case takes on that comes to its office, for the first time or with the exporter's answer. */
export const arrived = (
  content: CooApplication,
  at: Date,
  calendar: OfficeCalendar,
): Partial<CaseRow> => ({
  ...placeInQueue(content, at.toISOString(), calendar),
  escalatedAt: null,
});
