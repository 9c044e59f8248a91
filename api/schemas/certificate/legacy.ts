import { z } from 'zod';
import { takenOverAnswer } from '../case/taken-over.ts';

const iec = z.string().regex(/^[A-Z0-9]{10}$/, 'An IEC of ten capital letters and digits.');

export const legacyQuery = z.strictObject({
  /** One exporter only; whoever is no exporter's names it. */
  iec: iec.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});

export const legacyPage = z
  .strictObject({
    certificates: z.array(
      z.strictObject({
        number: z.string(),
        iec: z.string(),
        agency: z.string(),
        office: z.string(),
        scheme: z.string(),
        consignee: z.string(),
        destination: z.string(),
        issuedOn: z.iso.date(),
        status: z.enum(['in-force', 'superseded', 'cancelled', 'expired']),
        replaces: z.string().nullable(),
        successor: z.string().nullable(),
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'LegacyCertificates' });

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** As a verification tells it, and the papers that came with it. */
export const legacyAnswer = takenOverAnswer
  .extend({
    documents: z.array(
      z.strictObject({
        name: z.string(),
        kind: z.string(),
        sha256,
        mediaType: z.string(),
        bytes: z.int(),
      }),
    ),
  })
  .meta({ id: 'LegacyCertificate' });

export const legacyDocumentPath = z.strictObject({ number: z.string().min(1).max(64), sha256 });
