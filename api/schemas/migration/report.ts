import { z } from 'zod';
import { documentRefusals } from '../../../domain/migration/legacy-document.ts';
import { migrationPath } from './migration.ts';

const sealedFiles = ['report.json', 'report.html', 'report.pdf', 'report.jws'] as const;
export type SealedFile = (typeof sealedFiles)[number];

export const reportPath = migrationPath.extend({ file: z.enum(sealedFiles) });

export const refusedDocumentsQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});

export const refusedDocumentsAnswer = z
  .strictObject({
    documents: z.array(
      z.strictObject({
        /** Its place in the list of the export, from 0. */
        position: z.int(),
        name: z.string(),
        sha256: z.string(),
        number: z.string(),
        kind: z.string(),
        reason: z.enum(documentRefusals).nullable(),
        detail: z.string(),
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'RefusedDocuments' });
