import type { Database } from '../../db/database.ts';
import { areOpenTo } from '../../db/queries/cost-sheet/quoted.ts';
import type { CooApplication } from '../../domain/application/application.ts';
import { sheetsClosed } from '../../domain/cost-sheet/closed.ts';
import type { Actor } from '../../workflows/case/contract.ts';
import type { RefusalDetail } from '../../workflows/failure.ts';

/** Why a customs agent may not apply by sheets that are secret from him; null for everybody else. */
export async function sheetsClosedTo(
  database: Database,
  by: Actor,
  content: CooApplication,
): Promise<RefusalDetail | null> {
  if (by.role !== 'customs-agent') return null;
  return (await areOpenTo(database, content, by.accountId)) ? null : sheetsClosed(content);
}
