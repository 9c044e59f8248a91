import { z } from 'zod';
import { type AuditAction, auditActions } from '../../../domain/audit-actions.ts';
import { roles } from '../../../domain/authority/role.ts';
import { instant } from '../text.ts';

const words = Object.keys(auditActions) as [AuditAction, ...AuditAction[]];

export const auditQuery = z.strictObject({
  /** All about one thing, such as "account/…", "registration/…" or "office/EIC-MUMBAI". */
  subject: z
    .string()
    .regex(/^[a-z-]{1,40}\/[\w./-]{1,100}$/, 'A subject, such as "office/EIC-MUMBAI".')
    .optional(),
  /** All by one account's id, or by "system", "applicant" or "anonymous". */
  actor: z
    .string()
    .regex(/^[\w-]{1,64}$/, 'The id of an account, "system", "applicant" or "anonymous".')
    .optional(),
  /** Entries told after this one; `nextAfter` of the page before. */
  after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

const detail = z.record(z.string(), z.unknown()).nullable();

export const auditAnswer = z.strictObject({
  entries: z.array(
    z.strictObject({
      sequence: z.int(),
      at: instant,
      subject: z.string(),
      actor: z.string(),
      role: z.enum(roles).nullable(),
      action: z.enum(words),
      before: detail,
      after: detail,
      network: z.string().nullable(),
      step: z.string().nullable(),
      previousHash: z.string(),
      hash: z.string(),
    }),
  ),
  /** null when there is nothing more yet. */
  nextAfter: z.int().nullable(),
});
