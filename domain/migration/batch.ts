import type { ExportFile, ManifestEntry, RecordKind } from './export-file.ts';
import type { RejectReason } from './reject-reason.ts';

/** Where a batch stands. The last four are ends; all others but `reconciled` are on their way. */
export const batchPhases = [
  'opened',
  'staging',
  'checking',
  'checked',
  'loading',
  'reconciling',
  'reconciled',
  'undoing',
  'accepted',
  'undone',
  'refused',
  'dry-run-done',
] as const;
export type BatchPhase = (typeof batchPhases)[number];

/** Phases in which a batch works on the staging tables or the final ones: one batch at a time. */
export const workingPhases: readonly BatchPhase[] = [
  ...(['opened', 'staging', 'checking', 'checked', 'loading', 'reconciling', 'undoing'] as const),
];

/** Phases in which it gives way to others who use the database. */
export const yieldingPhases: readonly BatchPhase[] = ['staging', 'checking', 'loading'];

/** How the rows of one file ended; `sent` is what the manifest says. */
export type FileCounts = {
  sent: number;
  taken: number;
  /** Of those taken. */
  repaired: number;
  skipped: number;
  /** Those that went with a rejected record, and are not listed on their own, counted in. */
  rejected: number;
};

/** One thing that makes a file, or the whole export, impossible to import; `file` null: the export. */
export type FileProblem = { file: string | null; problem: FileFault; message: string };

export const fileFaults = [
  'manifest-missing',
  'manifest-invalid',
  'file-missing',
  'not-a-plain-file',
  'rows-differ',
  'hash-differs',
  'header-wrong',
  'record-too-long',
  'nul-byte',
  'not-windows-1252',
  'quote-open',
] as const;
export type FileFault = (typeof fileFaults)[number];

/** What a batch brought, in the words of the export's own `expected.json`, and whether it adds up. */
export type BatchFigures = {
  exporters: number;
  certificates: number;
  items: number;
  fobMinorUnitsByCurrency: Record<string, number>;
  wallets: number;
  walletBalancePaise: number;
  /** Certificates that one of the batch replaces, cancelled ones left out. */
  supersededCertificates: number;
  cancelledCertificates: number;
  skippedDuplicates: number;
  repairedCertificates: number;
  /** Rows listed with a reason and not corrected since, by record and reason; none for no such row. */
  rejects: Partial<Record<RecordKind, Partial<Record<RejectReason, number>>>>;
  files: Record<ExportFile, FileCounts & Pick<ManifestEntry, 'sha256'>>;
  certificatesByAgency: Record<string, number>;
  certificatesByScheme: Record<string, number>;
  ledger: LedgerFigures;
  /** What does not add up, in sentences; empty when everything does. A batch with any is not accepted. */
  disagreements: string[];
};

/** What the batch's suspense accounts hold, by the ledger's own count. */
export type LedgerFigures = {
  /** Not handed out yet: the wallets' balances until acceptance, zero after it and after an undo. */
  suspensePaise: number;
  /** What the acceptance moved into exporters' wallets. */
  walletsPaise: number;
  /** The sum of all accounts of the ledger: zero. */
  trialBalancePaise: number;
};
