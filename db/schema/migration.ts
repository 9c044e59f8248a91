import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { BatchFigures, BatchPhase, FileProblem } from '../../domain/migration/batch.ts';
import type { ExportFile, Manifest } from '../../domain/migration/export-file.ts';
import type { RejectReason } from '../../domain/migration/reject-reason.ts';
import { account } from './account.ts';

/** One export of the earlier platform on its way into this one. */
export const migrationBatch = pgTable(
  'migration_batch',
  {
    /** The end of the run's workflow id. */
    id: text().primaryKey(),
    /** 1, 2, 3 …: the batches' order, and the upper half of the ids of their certificates. */
    number: integer().notNull().unique().generatedAlwaysAsIdentity(),
    phase: text().$type<BatchPhase>().notNull(),
    dryRun: boolean('dry_run').notNull(),
    /** Set while its operator holds it up. */
    pausedAt: timestamp('paused_at', { withTimezone: true }),
    /** Lines that are loaded a second at most; null: as fast as it goes. */
    linesPerSecond: integer('lines_per_second'),
    /** Why the run cannot go on by itself, in words; null while it can. */
    trouble: text(),
    directory: text().notNull(),
    /** null where it could not be read. */
    manifest: jsonb().$type<Manifest>(),
    /** SHA-256 over the names, rows and hashes of the six files, hex: which export it is. */
    exportSha256: text('export_sha256'),
    /** Why nothing was imported; null unless refused. */
    problems: jsonb().$type<FileProblem[]>(),
    /** 0: the files. 1, 2, 3 …: what was refused in the rounds before, with its corrections. */
    round: integer().notNull().default(0),
    /** Rows equal to one taken already, by file; null until they were checked. */
    skipped: jsonb().$type<Partial<Record<ExportFile, number>>>(),
    /** Of the last reconciliation. */
    figures: jsonb().$type<BatchFigures>(),
    startedBy: uuid('started_by').references(() => account.id),
    startedAt: timestamp('started_at', { withTimezone: true }).notNull().defaultNow(),
    phaseAt: timestamp('phase_at', { withTimezone: true }).notNull().defaultNow(),
    /** The first of the two who accept, and the round whose figures were seen. */
    agreedBy: uuid('agreed_by').references(() => account.id),
    agreedAt: timestamp('agreed_at', { withTimezone: true }),
    acceptedAt: timestamp('accepted_at', { withTimezone: true }),
    acceptedBy: uuid('accepted_by').references(() => account.id),
    acceptedWith: uuid('accepted_with').references(() => account.id),
    undoneAt: timestamp('undone_at', { withTimezone: true }),
    undoneBy: uuid('undone_by').references(() => account.id),
  },
  (table) => [
    /** Only one at a time has the staging tables. */
    uniqueIndex('migration_batch_at_work')
      .on(sql`(true)`)
      .where(
        sql`${table.phase} in ('opened', 'staging', 'checking', 'checked', 'loading', 'reconciling', 'undoing')`,
      ),
    /** The same export comes in once. */
    uniqueIndex('migration_batch_export')
      .on(table.exportSha256)
      .where(sql`not ${table.dryRun} and ${table.phase} not in ('undone', 'refused')`),
    check(
      'migration_batch_accepted_by_two',
      sql`num_nonnulls(${table.acceptedAt}, ${table.acceptedBy}, ${table.acceptedWith}) in (0, 3)
        and (${table.acceptedBy} is null or ${table.acceptedBy} <> ${table.acceptedWith})`,
    ),
    check(
      'migration_batch_end',
      sql`(${table.phase} = 'accepted') = (${table.acceptedAt} is not null)
        and (${table.acceptedAt} is null or (${table.undoneAt} is null and not ${table.dryRun}))`,
    ),
  ],
);

/**
 * A batch that was resting for others who use the database when it last looked. Not a column of the batch:
 * its row is held while a file is staged, and who stages would wait for himself.
 */
export const migrationGivingWay = pgTable('migration_giving_way', {
  batch: integer()
    .primaryKey()
    .references(() => migrationBatch.number),
});

/** How far a range of a file's lines is loaded; written in the transaction of the rows. */
export const migrationCursor = pgTable(
  'migration_cursor',
  {
    batch: integer()
      .notNull()
      .references(() => migrationBatch.number),
    file: text().$type<ExportFile>().notNull(),
    shard: integer().notNull(),
    /** Lines `fromLine` ≤ line < `toLine`; `nextLine` is the first that is not loaded. */
    fromLine: integer('from_line').notNull(),
    toLine: integer('to_line').notNull(),
    nextLine: integer('next_line').notNull(),
    rows: bigint({ mode: 'number' }).notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.batch, table.file, table.shard] }),
    check(
      'migration_cursor_within',
      sql`${table.nextLine} between ${table.fromLine} and ${table.toLine}`,
    ),
  ],
);

/** What became of a refused row: still refused, taken once it was corrected, or equal to one taken. */
export type RejectOutcome = 'open' | 'taken' | 'skipped';

/** A row that was not taken, as it stands in the file. */
export const migrationReject = pgTable(
  'migration_reject',
  {
    batch: integer()
      .notNull()
      .references(() => migrationBatch.number),
    file: text().$type<ExportFile>().notNull(),
    line: integer().notNull(),
    /** Number of the certificate, IEC, id of the wallet … as far as the row has one. */
    key: text().notNull(),
    /** null: it is not listed, since it only goes with the refused record that it belongs to. */
    reason: text().$type<RejectReason>(),
    /** The value that is wrong. */
    value: text(),
    /** Where the row stands in its file, in bytes; null once it is corrected. */
    offset: bigint({ mode: 'number' }),
    length: integer(),
    /** The row as it came; null only until it is read from the file. */
    raw: text(),
    /** The row as an operator corrected it, in the file's form. */
    corrected: text(),
    outcome: text().$type<RejectOutcome>().notNull().default('open'),
  },
  (table) => [
    primaryKey({ columns: [table.batch, table.file, table.line] }),
    index('migration_reject_open')
      .on(table.batch, table.reason)
      .where(sql`${table.outcome} = 'open'`),
    check('migration_reject_outcome', sql`${table.outcome} in ('open', 'taken', 'skipped')`),
  ],
);

/**
 * A signed reconciliation report of a batch, as it was made once for each set of figures: files in
 * storage by their SHA-256, and one signature over the hashes of them all.
 */
export const migrationReport = pgTable(
  'migration_report',
  {
    batch: integer()
      .notNull()
      .references(() => migrationBatch.number),
    jsonKey: text('json_key').notNull(),
    htmlKey: text('html_key').notNull(),
    pdfKey: text('pdf_key').notNull(),
    /** JWS in compact form, ES256: its payload names the three files with their hashes. */
    seal: text().notNull(),
    madeAt: timestamp('made_at', { withTimezone: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.batch, table.jsonKey] })],
);
