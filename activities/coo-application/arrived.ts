import type { CaseRow } from '../../db/queries/case/case.ts';
import type { CooApplication } from '../../domain/application/application.ts';
import { respondBy } from '../../domain/application/response-time.ts';
import { type OfficeCalendar, placeInQueue } from '../../domain/office/due-date.ts';
import { isSelfDeclaredCode } from '../../domain/office/self-declaration.ts';

/** What a case takes on that comes to its office, for the first time or with the exporter's answer. */
export const arrived = (
  content: CooApplication,
  at: Date,
  calendar: OfficeCalendar,
): Partial<CaseRow> => ({
  ...placeInQueue(content, at.toISOString(), calendar),
  escalatedAt: null,
});

/** A case whose fee is set aside, or that owes none: the office's turn, or its exporter's own. */
export function accepted(
  { scheme, content }: Pick<CaseRow, 'scheme' | 'content'>,
  at: Date,
  calendar: OfficeCalendar,
) {
  if (!isSelfDeclaredCode(scheme)) {
    return { stage: 'under-review', respondBy: null, ...arrived(content, at, calendar) } as const;
  }
  const stage = 'auto-approved-pending-issuance';
  return { stage, respondBy: new Date(respondBy(stage, at.getTime())) } as const;
}
