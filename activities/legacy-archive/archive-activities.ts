import type { Dependencies } from '../dependencies.ts';
import { createCopyDocuments } from './copy-documents.ts';
import { createWriteReport } from './write-report.ts';

/** What a migration keeps beside its rows: documents and reports. Names are persisted in histories. */
export const createArchiveActivities = (
  dependencies: Pick<Dependencies, 'database' | 'storage' | 'qrKey'>,
) => ({
  copyDocuments: createCopyDocuments(dependencies),
  writeReport: createWriteReport(dependencies),
});

export type ArchiveActivities = ReturnType<typeof createArchiveActivities>;
