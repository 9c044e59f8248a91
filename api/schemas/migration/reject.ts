import { z } from 'zod';
import { exportFiles, longestRecord } from '../../../domain/migration/export-file.ts';
import { rejectReasons } from '../../../domain/migration/reject-reason.ts';

const file = z.enum(exportFiles);
const reason = z.enum(rejectReasons);
const batch = z.string().regex(/^[0-9a-f]{12}$/);

export const rejectsQuery = z.strictObject({
  file: file.optional(),
  reason: reason.optional(),
  /** Also rows that only go with a refused record, such as a refused certificate's items. */
  withRest: z.stringbool().default(false),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

export const rejectPath = z.strictObject({
  id: batch,
  file,
  line: z.coerce.number().int().min(2).max(2_000_000_000),
});

/** One record of the file's form: `|` between values, no line end. */
const row = z
  .string()
  .min(1)
  .max(longestRecord)
  .regex(/^[^\r\n\0]*$/, 'One line, as it would stand in the file.');

export const correctionBody = z.strictObject({ row });

const rejectAnswer = z
  .strictObject({
    file,
    line: z.int(),
    /** Number of the certificate, IEC or id of the wallet, as far as the row has one. */
    key: z.string(),
    /** null: it goes with a refused record. */
    reason: reason.nullable(),
    /** The reason in plain words. */
    words: z.string().nullable(),
    value: z.string().nullable(),
    /** As it stands in the file. */
    row: z.string(),
    /** As an operator corrected it; it is tried with the next retry. */
    corrected: z.string().nullable(),
  })
  .meta({ id: 'MigrationReject' });

export const rejectsAnswer = z.strictObject({
  rejects: z.array(rejectAnswer),
  nextCursor: z.string().nullable(),
});

export const correctedAnswer = z.strictObject({
  corrected: z.int(),
  /** Rows of the file that are as they were. */
  unchanged: z.int(),
});
