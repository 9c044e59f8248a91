import { z } from 'zod';
import { instant } from '../text.ts';

export const receiptPath = z.strictObject({
  number: z.string().regex(/^[A-Z0-9]{1,20}-[A-Z0-9]{1,20}-[PF]-[1-9]\d{0,14}$/),
});

export const receiptsQuery = z.strictObject({
  /** May be left out by who acts for one exporter only. */
  iec: z
    .string()
    .regex(/^[A-Z0-9]{10}$/, 'An IEC of ten capital letters and digits.')
    .optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});

export const receiptsAnswer = z.strictObject({
  receipts: z.array(
    z.strictObject({
      /** `GET /api/v1/receipts/{number}` gives it. */
      number: z.string(),
      /** Money that the gateway brought, or a fee that was taken. */
      kind: z.enum(['payment', 'fee']),
      at: instant,
      paise: z.int(),
      applicationId: z.uuid().nullable(),
    }),
  ),
  nextCursor: z.string().nullable(),
});
