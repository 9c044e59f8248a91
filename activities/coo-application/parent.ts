import type { Database } from '../../db/database.ts';
import type { CaseRow } from '../../db/queries/case/case.ts';
import { readParentOf } from '../../db/queries/certificate/parent.ts';
import { objectionToParent } from '../../domain/application/request.ts';
import { indianDate } from '../../domain/calendar/indian-date.ts';
import type { RefusalDetail } from '../../workflows/failure.ts';

/**
 * Why nothing can be issued on a request any more: the certificate that it is made against was
 * replaced, cancelled, or is too old. null for everything else.
 */
export async function objectionToParentOf(
  database: Database,
  row: CaseRow,
  at: Date,
): Promise<RefusalDetail | null> {
  if (row.purpose === 'original') return null;
  const parent = await readParentOf(database, row);
  return parent && objectionToParent(parent, row.purpose, indianDate(at.toISOString()));
}
