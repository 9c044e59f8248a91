import { z } from 'zod';
import { batchPhases, fileFaults } from '../../../domain/migration/batch.ts';
import { exportFiles, recordOf } from '../../../domain/migration/export-file.ts';
import {
  documentName,
  largestDocument,
  largestList,
} from '../../../domain/migration/legacy-document.ts';
import { rejectReasons } from '../../../domain/migration/reject-reason.ts';
import { instant, plainDate } from '../text.ts';

/** The name of a folder below the folder of imports; the router refuses what leads out of it. */
export const source = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, 'The plain name of a folder among the imports.');
const file = z.enum(exportFiles);
const count = z.int().min(0);
const cursor = z.string().max(500).optional();
const limit = z.coerce.number().int().min(1).max(100).default(25);

export const migrationPath = z.strictObject({ id: z.string().regex(/^[0-9a-f]{12}$/) });
export const migrationsQuery = z.strictObject({ cursor, limit });
export const beginBody = z.strictObject({
  source,
  /** Stage and check only: says what would come in, and imports nothing. */
  dryRun: z.boolean().default(false),
});
export const paceBody = z.strictObject({
  /** Lines to load a second at most; null: as fast as it goes. */
  linesPerSecond: z.int().min(1).max(10_000_000).nullable(),
});
export const acceptanceBody = z.strictObject({
  /** `round` of the figures that were looked at. */
  round: z.int().min(0).max(1_000_000),
});

const byReason = z.partialRecord(z.enum(rejectReasons), count);
const figuresOfFile = z.strictObject({
  sent: count,
  taken: count,
  repaired: count,
  skipped: count,
  rejected: count,
  sha256: z.string(),
});

/** What a batch brought; the first keys are those of the earlier platform's `expected.json`. */
const figuresAnswer = z
  .strictObject({
    exporters: count,
    certificates: count,
    items: count,
    fobMinorUnitsByCurrency: z.record(z.string(), count),
    wallets: count,
    walletBalancePaise: count,
    supersededCertificates: count,
    cancelledCertificates: count,
    skippedDuplicates: count,
    repairedCertificates: count,
    /** By record and reason; reasons that nothing was refused for are absent. */
    rejects: z.partialRecord(z.enum(Object.values(recordOf) as [string, ...string[]]), byReason),
    /** Rows in are rows taken, skipped and rejected, in every file. */
    files: z.record(file, figuresOfFile),
    certificatesByAgency: z.record(z.string(), count),
    certificatesByScheme: z.record(z.string(), count),
    ledger: z.strictObject({
      suspensePaise: z.int(),
      walletsPaise: z.int(),
      /** Of all accounts: zero. */
      trialBalancePaise: z.int(),
    }),
    /** What does not add up, in sentences; a batch with any is not accepted. */
    disagreements: z.array(z.string()),
  })
  .meta({ id: 'MigrationFigures' });

export const migrationAnswer = z
  .strictObject({
    id: z.string(),
    workflowId: z.string(),
    phase: z.enum(batchPhases),
    /** Whether it has ended: nothing happens with it any more. */
    ended: z.boolean(),
    paused: z.boolean(),
    linesPerSecond: z.int().nullable(),
    /** Whether it rests most of the time, since others use the database. */
    givesWay: z.boolean(),
    /** Why it cannot go on by itself; an operator has it tried again with `resume`. */
    trouble: z.string().nullable(),
    dryRun: z.boolean(),
    source: z.string(),
    /** Of the files and their hashes: the same export has the same. null where there is no manifest. */
    exportSha256: z.string().nullable(),
    /** The last day that the export covers. */
    cutOff: plainDate.nullable(),
    /** 0: the files. Then rounds of what was refused. */
    round: count,
    /** Why nothing was imported. */
    problems: z.array(
      z.strictObject({
        file: z.string().nullable(),
        problem: z.enum(fileFaults),
        message: z.string(),
      }),
    ),
    progress: z.array(
      z.strictObject({
        file,
        /** By the manifest; null where there is none. */
        sent: count.nullable(),
        read: count,
        toLoad: count,
        loaded: count,
      }),
    ),
    /** Of the last reconciliation. */
    figures: figuresAnswer.nullable(),
    startedBy: z.uuid().nullable(),
    startedAt: instant,
    phaseAt: instant,
    /** The first of the two who accept. */
    agreedBy: z.uuid().nullable(),
    agreedAt: instant.nullable(),
    acceptedBy: z.uuid().nullable(),
    acceptedWith: z.uuid().nullable(),
    acceptedAt: instant.nullable(),
    undoneAt: instant.nullable(),
  })
  .meta({ id: 'Migration' });

export const migrationsAnswer = z.strictObject({
  /** The latest first, without their progress. */
  migrations: z.array(migrationAnswer),
  nextCursor: z.string().nullable(),
});

export const pendingMigration = z.strictObject({ id: z.string() });

export const sourcePath = z.strictObject({ source });
export const sourceFilePath = z.strictObject({
  source,
  file: z.enum([...exportFiles, 'manifest.json']),
});
export const partQuery = z.strictObject({
  /** Where in the file the part stands, in bytes. */
  at: z.coerce
    .number()
    .int()
    .min(0)
    .max(2 ** 40),
});
const largestPlace = Math.max(largestDocument, largestList);
export const sourceDocumentPath = z.strictObject({ source, name: z.string().regex(documentName) });
export const documentPartQuery = z.strictObject({
  /** Where in the document the part stands, in bytes. */
  at: z.coerce.number().int().min(0).max(largestPlace),
});
export const sourceDocumentsQuery = z.strictObject({
  /** `next` of the page before. */
  after: z.string().max(255).default(''),
  limit: z.coerce.number().int().min(1).max(10_000).default(1000),
});
export const sourceDocumentsAnswer = z
  .strictObject({
    documents: z.array(z.strictObject({ name: z.string(), bytes: count })),
    next: z.string().nullable(),
  })
  .meta({ id: 'MigrationSourceDocuments' });
export const sourceAnswer = z
  .strictObject({
    source: z.string(),
    files: z.array(z.strictObject({ name: z.string(), bytes: count })),
  })
  .meta({ id: 'MigrationSource' });
export const sourcesAnswer = z.strictObject({ sources: z.array(z.string()) });
export const partAnswer = z.strictObject({ arrived: count });
