import type { BatchFigures, BatchPhase, FileProblem } from '../../domain/migration/batch.ts';
import type { ExportFile } from '../../domain/migration/export-file.ts';

/** A batch as the service shows it. */
export type Migration = {
  id: string;
  workflowId: string;
  phase: BatchPhase;
  ended: boolean;
  paused: boolean;
  linesPerSecond: number | null;
  givesWay: boolean;
  trouble: string | null;
  dryRun: boolean;
  source: string;
  round: number;
  problems: FileProblem[];
  progress: {
    file: ExportFile;
    sent: number | null;
    read: number;
    toLoad: number;
    loaded: number;
  }[];
  figures: BatchFigures | null;
  agreedBy: string | null;
  acceptedAt: string | null;
};

/** What keeps a batch at work from going as fast as it could, behind its phase; mostly nothing. */
export function heldWords({ paused, givesWay }: Pick<Migration, 'paused' | 'givesWay'>): string {
  if (paused) return ' (paused)';
  return givesWay ? ' (slowly: others are at work)' : '';
}

/** Where a batch stands, in words for people. */
export const phaseWords: Record<BatchPhase, string> = {
  opened: 'Holding the files against their manifest',
  staging: 'Reading the files',
  checking: 'Holding the rows against each other',
  checked: 'Beginning to load',
  loading: 'Loading',
  reconciling: 'Counting what is here against what was sent',
  reconciled: 'Reconciled: two operators can accept it, or undo it',
  undoing: 'Taking all of it back',
  accepted: 'Accepted',
  undone: 'Undone: nothing of it is here',
  refused: 'Refused: nothing was imported',
  'dry-run-done': 'Dry run: nothing was imported',
};
